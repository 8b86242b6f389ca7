"""What is shown while serving in place of an article that can't be read."""

from collections.abc import Iterable

from generator.errors import Problem
from generator.markup import escape
from generator.translation import _


def render_unreadable(path: str, problems: Iterable[Problem]) -> str:
    """The Markdown of the page."""
    lines = "\n".join(f"- {escape(str(problem))}" for problem in problems)
    return (
        f"# {_('Tệp có lỗi: {path}', path=escape(path))}\n\n"
        f"**{_('Chưa hiện được bài này vì phần thông tin đầu tệp có lỗi.')}** "
        f"{_('Sửa tệp rồi lưu lại, trang sẽ tự tải lại.')}\n\n"
        f"{lines}\n"
    )
