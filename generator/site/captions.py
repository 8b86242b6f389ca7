"""Captions of pictures in the HTML of an article."""

import re

# The generator writes a caption as a paragraph of one emphasis, which every engine shows.
_CAPTION = re.compile(r"<p><em>((?:[^<]|<(?!/?(?:p|em)>))*)</em></p>")


def captions_as_figures(content: str) -> str:
    """The HTML with captions said to be captions, though the archive keeps no pictures.

    >>> captions_as_figures("<p><em>Toàn cảnh</em></p>")
    '<figure class="photo"><figcaption>Toàn cảnh</figcaption></figure>'
    >>> captions_as_figures("<p><em>Một</em> và <em>hai</em></p>")
    '<p><em>Một</em> và <em>hai</em></p>'
    """
    return _CAPTION.sub(r'<figure class="photo"><figcaption>\1</figcaption></figure>', content)
