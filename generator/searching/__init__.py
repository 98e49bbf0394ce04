"""The search of the website: what is searched, and an index of it in small files that a browser reads as it needs them.

``texts`` takes the text from the pages, ``normal`` and ``stemming`` say what counts as the same, ``sayings`` how a name
is typed; ``trie``, ``lists`` and ``shards`` make the index, ``building`` its files, and ``reader`` reads them as the
browser does (``theme/assets/search-index.js``).
"""
