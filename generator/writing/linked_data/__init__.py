"""What a page says to machines: JSON-LD in the words of schema.org, made of the declarations of the records.

A field's ``Linked`` term says which property it is, its type how it looks (:mod:`.values`), the kind and the record's
own type which class it is of. So a new field or kind is told without a line here; :mod:`.terms` holds what schema.org
sees otherwise than we do.

A machine takes whatever it is told for a promise, and has no eye for a date beside it. Therefore left out are, besides
drafts and whatever is absent or withheld: statements of low confidence; hours, fees and telephone lines past their
date, or without any; the hours of what is closed; hours that cannot be said whole; dates of festivals that are
cancelled, closed to the public or provisional; sums for which schema.org has no property (budgets and payments are in
the downloads). Nothing is told of a publication of made-up data. Prose and long lists stay on the page, so that the
block is small.
"""

from generator.writing.linked_data.publication import downloads_data, website_data
from generator.writing.linked_data.record import record_data

__all__ = ["downloads_data", "record_data", "website_data"]
