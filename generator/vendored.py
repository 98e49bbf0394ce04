"""The map library's files, taken from the packages that are installed and checked against what we know of them.

Nothing of them lies in this repository: ``XStatic-Leaflet`` and ``XStatic-Leaflet-MarkerCluster`` hold the original
files of Leaflet 1.9.3 and Leaflet.markercluster 1.4.1, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution

from generator.findings import Refusal

LEAFLET_FOLDER = "assets/vendor/leaflet"
CLUSTER_FOLDER = "assets/vendor/markercluster"


@dataclass(frozen=True)
class VendoredFile:
    """One file of a package: where it is, where it goes in the site, and what it must be."""

    package: str
    version: str
    source: str
    target: str
    sha256: str


_LEAFLET = ("XStatic-Leaflet", "1.9.3.0", "xstatic/pkg/leaflet/data", LEAFLET_FOLDER)
_CLUSTER = ("XStatic-Leaflet-MarkerCluster", "1.4.1.1", "xstatic/pkg/leaflet_markercluster/data", CLUSTER_FOLDER)


def _file(origin: tuple[str, str, str, str], name: str, digest: str) -> VendoredFile:
    package, version, folder, target = origin
    return VendoredFile(package, version, f"{folder}/{name}", f"{target}/{name}", digest)


VENDORED = (
    _file(_LEAFLET, "leaflet.js", "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03"),
    _file(_LEAFLET, "leaflet.css", "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722"),
    _file(_LEAFLET, "images/layers.png", "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6"),
    _file(_LEAFLET, "images/layers-2x.png", "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf"),
    _file(_LEAFLET, "images/marker-icon.png", "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437"),
    _file(_CLUSTER, "leaflet.markercluster.js", "58be871df61f6c512464e15db0941e63b9491bf1396a2ae3bea6f39e0854cd1c"),
    _file(_CLUSTER, "MarkerCluster.css", "614dea0a98ff3f4ead74f04918f6b1d1b9ba435c25b5fc23b21a394d1e3e4d87"),
)


def vendored_files() -> dict[str, bytes]:
    """Path in the site → content. Raises :class:`Refusal` ``vendored-missing`` or ``vendored-changed``."""
    return {file.target: _read(file) for file in VENDORED}


def _read(file: VendoredFile) -> bytes:
    try:
        installed = distribution(file.package)
    except PackageNotFoundError:
        raise Refusal("vendored-missing", package=file.package, version=file.version, file=file.source) from None
    # Asked of the package's own list of files: its import system is not needed, nor a namespace package.
    found = next((entry for entry in installed.files or () if entry.as_posix() == file.source), None)
    if found is None:
        raise Refusal("vendored-missing", package=file.package, version=file.version, file=file.source)
    content = found.read_binary()
    if sha256(content).hexdigest() != file.sha256:
        raise Refusal("vendored-changed", package=file.package, version=installed.version, file=file.source)
    return content


def vendored_notices() -> str:
    """The licences of what is copied, for the third-party notices of the site: plain text, English as written."""
    return f"""Leaflet 1.9.3 ({LEAFLET_FOLDER}/), https://leafletjs.com
BSD 2-Clause License

Copyright (c) 2010-2022, Volodymyr Agafonkin
Copyright (c) 2010-2011, CloudMade
All rights reserved.

{_BSD_2}
Leaflet.markercluster 1.4.1 ({CLUSTER_FOLDER}/), https://github.com/Leaflet/Leaflet.markercluster
MIT License

Copyright 2012 David Leaver

{_MIT}"""


_BSD_2 = """\
Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
   disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
   disclaimer in the documentation and/or other materials provided with the distribution.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL,
SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY,
WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
"""

_MIT = """\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
