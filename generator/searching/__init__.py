"""The search of the website: what is searched, and an index of it in small files that a browser reads as it needs them.

``texts`` takes the text from the pages, ``normal`` and ``stemming`` say what counts as the same, ``sayings`` how a name
is typed; ``levels``, ``trie`` and ``lists`` make the index, ``building`` its files; ``updating`` and ``branches``
change those that differ once pages say something else; and ``reader`` reads them as the browser does
(``theme/assets/search-index.js``).
"""
