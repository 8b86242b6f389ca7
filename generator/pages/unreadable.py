"""What is shown while serving in place of an article that can't be read."""

from collections.abc import Iterable

from generator.errors import Problem
from generator.markup import escape


def render_unreadable(path: str, problems: Iterable[Problem]) -> str:
    """The Markdown of the page."""
    lines = "\n".join(f"- {escape(str(problem))}" for problem in problems)
    return (
        f"# Tệp có lỗi: {escape(path)}\n\n"
        "**Chưa hiện được bài này vì phần thông tin đầu tệp có lỗi.** Sửa tệp rồi lưu lại, trang sẽ tự tải lại.\n\n"
        f"{lines}\n"
    )
