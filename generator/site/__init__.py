"""The archive's pages as HTML: built outside MkDocs' own loop, all cores at a time, or one when a reader asks for it.

MkDocs makes what is left: pages that belong to no article, static files, error page and site map. Where another plugin
looks at pages, this package stands aside and all of them go MkDocs' way.
"""
