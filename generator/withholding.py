"""Taking a record, a field or a revision out of everything that is published, at once, before anything is made of it.

``withhold`` comes between reading and the catalogue, so that pages, lists, maps, feeds and downloads cannot hold what
it took out; ``without`` does the same for the history. Only ``Entry.raw`` still has it, for the places of findings:
nothing that is published may be made from those bytes.
"""

from __future__ import annotations

import copy
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError

from generator.chronicle import Chronicle, Key, Step
from generator.comparison import Change, names_of
from generator.findings import Refusal
from generator.loader import Entry, Loaded
from generator.publication import Publication
from generator.records import BY_FOLDER, BY_NAME
from generator.records.base import Path, Sensitivity
from generator.shapes import Group, Sort, shape_at, shape_of
from generator.validation import salvage, trodden
from generator.values.base import heard, text_of
from generator.values.names import ID, Reference
from generator.values.stated import Absence, Line, Part
from generator.values.text import LocalizedText


def _key(data: Any) -> Key:
    folder, slash, id_ = text_of(data).strip().partition("/")
    kind = BY_FOLDER.get(folder) or BY_NAME.get(folder)
    if kind is None or not slash or not ID.fullmatch(id_):
        raise Refusal("notice-record", given=f"{folder}{slash}{id_}"[:80])
    return kind.name, id_


def _commit(data: Any) -> str:
    text = text_of(data).strip().lower()
    if not 7 <= len(text) <= 64 or not all(sign in "0123456789abcdef" for sign in text):
        raise Refusal("notice-commit", given=text[:80])
    return text


RecordName = Annotated[tuple[str, str], BeforeValidator(heard(_key))]
"""``projects/x``, as the record's file is called."""


class WithheldField(Part):
    """A field of a record, as a dotted path such as ``beneficiaries.0``."""

    record: RecordName
    field: Line


class WithheldRevision(Part):
    """What one commit did, to one record or to all."""

    commit: Annotated[str, BeforeValidator(heard(_commit))]
    record: RecordName | None = None


class Withheld(Part):
    """The whole of ``site_config/withheld.yml``."""

    records: tuple[RecordName, ...] = ()
    fields: tuple[WithheldField, ...] = ()
    revisions: tuple[WithheldRevision, ...] = ()


class Gone(Part):
    """Why a record was taken away, in ``site_config/removed.yml``."""

    reason: LocalizedText


@dataclass(frozen=True)
class Rules:
    """What is withheld, ready to be asked."""

    records: frozenset[Key] = frozenset()
    fields: Mapping[Key, tuple[Path, ...]] = field(default_factory=dict)
    revisions: tuple[tuple[str, Key | None], ...] = ()

    @classmethod
    def of(cls, withheld: Withheld) -> Rules:
        """The rules that a file states."""
        fields: dict[Key, tuple[Path, ...]] = {}
        for one in withheld.fields:
            fields[one.record] = (*fields.get(one.record, ()), path_of(one.field))
        return cls(
            frozenset(withheld.records), fields, tuple((one.commit, one.record) for one in withheld.revisions)
        )

    def through(self, renamed: Mapping[Key, Key], present: Container[Key]) -> Rules:
        """The rules for every name that a record has had; ``renamed`` is old → new.

        A name that another record has now (it is ``present``) is that one's.
        """
        pairs = [(old, new) for old, new in renamed.items() if old not in present]

        def names(key: Key) -> frozenset[Key]:
            found, more = frozenset[Key](), frozenset({key})
            while more != found:
                found = more
                more = found | {new for old, new in pairs if old in found} | {old for old, new in pairs if new in found}
            return found

        fields: dict[Key, tuple[Path, ...]] = {}
        for key, paths in self.fields.items():
            for name in names(key):
                fields[name] = (*fields.get(name, ()), *paths)
        return Rules(
            frozenset(name for key in self.records for name in names(key)),
            fields,
            tuple((commit, name) for commit, key in self.revisions for name in (sorted(names(key)) if key else [None])),
        )


def path_of(text: str) -> Path:
    """``budget.0.note`` as a path."""
    return tuple(int(step) if step.isdecimal() else step for step in text.split("."))


def withhold(loaded: Loaded, rules: Rules) -> Loaded:
    """What was read, without what is withheld and without references to it."""
    if not rules.records and not rules.fields:
        return loaded
    kept = tuple(_without(entry, rules) for entry in loaded.entries if _name(entry) not in rules.records)
    publication = loaded.publication and _settings(loaded.publication, rules)
    return replace(loaded, entries=kept, publication=publication, unreadable=loaded.unreadable - rules.records)


def without(chronicle: Chronicle, rules: Rules) -> Chronicle:
    """The history without what is withheld; nor does a commit that did some of it say what it did."""
    told = [(step, _step(step, rules)) for step in chronicle.steps]
    silent = {step.moment.commit for step, kept in told if step.moment and (not kept or kept.changes != step.changes)}
    steps = tuple(_silenced(kept, silent) for _, kept in told if kept)
    renamed = {old: new for old, new in chronicle.renamed.items() if rules.records.isdisjoint((old, new))}
    return replace(chronicle, steps=steps, renamed=renamed)


def restricting(rules: Rules, entries: Iterable[Entry], chronicle: Chronicle) -> Rules:
    """The rules for the history: of a restricted place it tells no position, least of all the one of before."""
    now = {_name(entry): entry.said("sensitivity") for entry in entries}
    hidden = {key for key, sensitivity in now.items() if sensitivity is Sensitivity.RESTRICTED}
    for step in chronicle.steps:
        if step.key not in now and any(_restricts(change) for change in step.changes):
            hidden.add(step.key)
    more = {key: (*rules.fields.get(key, ()), ("coordinates",)) for key in hidden}
    return replace(rules, fields={**rules.fields, **more})


def _restricts(change: Change) -> bool:
    return change.path[:1] == ("sensitivity",) and str(Sensitivity.RESTRICTED) in (change.was, change.now)


def _name(entry: Entry) -> Key:
    return entry.kind.name, entry.id


def _settings(publication: Publication, rules: Rules) -> Publication:
    """The publication's settings without references to withheld records."""

    def is_kept(reference: Reference | None) -> bool:
        return reference is None or (reference.kind, reference.id) not in rules.records

    headline = tuple(line for line in publication.headline if is_kept(line.record))
    root = publication.root if is_kept(publication.root) else None
    return publication.model_copy(update={"headline": headline, "root": root})


def _without(entry: Entry, rules: Rules) -> Entry:
    paths = list(rules.fields.get(_name(entry), ()))
    gone = [path for path, value in entry.named if (value.kind, value.id) in rules.records]
    if not paths and not gone:
        return entry
    data = copy.deepcopy(entry.document.data)
    hidden = [*paths, *(_told_of(entry, paths))]
    for path in sorted([*hidden, *gone], key=lambda path: [str(step).zfill(9) for step in path], reverse=True):
        _take_out(entry, data, path, is_reference=path in gone)
    try:
        record = entry.kind.model.model_validate(data)
    except ValidationError:
        document = replace(entry.document, data=data)
        record = salvage(entry.kind.model, document, entry.id) or entry.record.model_copy(update={"draft": True})
    return replace(entry, record=record)


def _told_of(entry: Entry, paths: Iterable[Path]) -> Iterator[Path]:
    """The corrections that tell what a withheld field has said."""
    hidden = [names_of(path) for path in paths]
    for number, revision in enumerate(entry.record.revisions):
        named = names_of(path_of(revision.field))
        if any(named[: len(names)] == names or names[: len(named)] == named for names in hidden):
            yield "revisions", number


def _take_out(entry: Entry, data: Any, path: Path, *, is_reference: bool) -> None:
    """Take away what stands at a path; a statement stays, and says that its value is withheld."""
    written, node = trodden(data, path)
    # A shorthand has fewer steps than the path, and one that leads nowhere has not been written.
    if not written or names_of(written)[:1] != names_of(path)[:1]:
        return
    reached = names_of(written) == names_of(path) or (set(names_of(path)) - set(names_of(written))) <= _SHORT
    if not reached:
        return
    parent = data
    for step in written[:-1]:
        parent = parent[step]
    shape = shape_at(shape_of(entry.kind.model), path[:-1] if path[-1] == "value" else path)
    if not is_reference and isinstance(shape, Group) and shape.is_statement:
        kept = {name: part for name, part in node.items() if name not in _SAID} if isinstance(node, dict) else {}
        is_long = isinstance(node, dict) and bool(node.keys() & shape.fields.keys())
        parent[written[-1]] = {"absence": str(Absence.WITHHELD), **(kept if is_long else {})}
    else:
        del parent[written[-1]]


_SHORT = {"value", "source"}
"""Steps that a shorthand leaves out."""
_SAID = ("value", "absence", "stated_as", "as_of", "confidence", "note", "alternatives")


def _step(step: Step, rules: Rules) -> Step | None:
    if not rules.records.isdisjoint((step.key, step.then)):
        return None
    for commit, key in rules.revisions:
        if step.moment and step.moment.commit.startswith(commit) and key in (None, step.key, step.then):
            return None
    hidden = [names_of(path) for path in rules.fields.get(step.key, ())]
    kept = tuple(change for change in step.changes if not _is_hidden(change, hidden, rules))
    is_empty = not kept and step.changes and step.act.value == "changed"
    title = step.title
    if any(names[:1] in (("title",), ("name",), ("names",)) for names in hidden):
        title = None
    return None if is_empty else replace(step, changes=kept, title=title)


def _silenced(step: Step, silent: Container[str]) -> Step:
    if step.moment is None or step.moment.commit not in silent:
        return step
    return replace(step, moment=replace(step.moment, message=""))


def _is_hidden(change: Change, hidden: list[tuple[str, ...]], rules: Rules) -> bool:
    names = names_of(change.path)
    if any(names[: len(one)] == one or (one[-1] in _SHORT and names[: len(one) - 1] == one[:-1]) for one in hidden):
        return True
    if change.kind in (Sort.REFERENCE, Sort.SOURCE):
        said = {id_ for text in (change.was, change.now) if text for id_ in text.replace(",", " ").split()}
        return any(id_ in said for _, id_ in rules.records)
    return False
