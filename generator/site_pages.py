"""Pages as MkDocs is given them: those that the generator wrote are read and converted by what is known of their form.

MkDocs hands pages out as objects that read and render themselves; ours do so by :mod:`generator.conversion` and, where
that knows no answer, as MkDocs' own. The site is the same, a page takes a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator import blocks, conversion
from generator.page_keys import FOLLOWED

AT_ONCE = 100
"""Pages that are read before they are made: doing both by turns for each would take longer than for some."""
_NEEDED = frozenset(("generator.blocks", "attr_list", "toc"))


def are_ours(config: MkDocsConfig, plugin: str) -> bool:
    """Whether Markdown is converted here as :mod:`generator.conversion` knows it: with the extensions that we know, as
    they are by themselves, and no plugin but that one of ours."""
    extensions = set(config.markdown_extensions)
    return extensions >= _NEEDED and extensions <= FOLLOWED and not any(config.mdx_configs.values()) and (
        set(config.plugins) <= {plugin}
    )  # fmt: skip


class SitePage(Page):
    """A page that the generator wrote."""

    is_read = False
    """Whether it was read, be it that its text was let go of again."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the file: front matter and Markdown."""
        self.is_read = True
        try:
            parts = conversion.parts(self.file.content_string)
        except (OSError, ValueError):
            parts = None
        if parts is None:
            super().read_source(config)
        else:
            self.meta, self.markdown = parts

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the Markdown HTML."""
        converted = conversion.convert(self.markdown or "")
        if converted is None:
            super().render(config, files)
            return
        self.content = converted.html
        self.toc = get_toc(converted.headings)
        self._title_from_render = converted.title
        self.present_anchor_ids = converted.anchors | blocks.anchors(converted.html)
        self.links_to_anchors = {}

    def let_go(self) -> None:
        """Forget the text: it is written, and no other page asks for it."""
        self.markdown = self.content = None


class InTurn(Sequence[File]):
    """Pages in the order in which they are made, ours read when their turn comes: MkDocs reads all before it makes one,
    and ten thousand of them would lie in memory, as Markdown and as HTML."""

    def __init__(self, files: Sequence[File], read: Callable[[Page], None]) -> None:
        self.files, self._read = files, read

    def __iter__(self) -> Iterator[File]:
        for start in range(0, len(self.files), AT_ONCE):
            some = self.files[start : start + AT_ONCE]
            for file in some:
                if isinstance(file.page, SitePage) and not file.page.is_read:
                    self._read(file.page)
            yield from some

    def __len__(self) -> int:
        return len(self.files)

    @overload
    def __getitem__(self, index: int) -> File: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[File]: ...
    def __getitem__(self, index: int | slice) -> File | Sequence[File]:
        return self.files[index]
