"""Modules that Streamlit names and this app never uses, as small as they can be."""

from .files import Files

NOT_HERE = ("altair", "fastparquet", "pandas", "PIL")
"""Charts, tables and images of others."""
FRAMES = '''"""Tables of others, of which there are none here: data is what it is."""


class Series:
    pass


class DataFrame:
    pass


class Datetime:
    pass


def from_native(data, **options):
    return data
'''
"""What Plotly asks of narwhals."""
SHAPES = '''"""Annotations of arrays' shapes, which say here that it is an array."""


class Array:
    def __class_getitem__(cls, of):
        return of[0]


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return Array
'''
"""What the app asks of jaxtyping."""

SSL_ERRORS = (
    "SSLError",
    "SSLZeroReturnError",
    "SSLWantReadError",
    "SSLWantWriteError",
    "SSLSyscallError",
    "SSLEOFError",
    "SSLCertVerificationError",
)
SSL_CLASSES = ("SSLContext", "SSLObject", "SSLSocket", "MemoryBIO", "TLSVersion")


def stubs() -> Files:
    """Stand-ins by path: an import says that it is not there, or gives empty names."""
    missing = {
        f"{name}/__init__.py": f'raise ImportError("{name} is not in this site")\n'
        for name in NOT_HERE
    }
    texts = missing | {
        "ssl.py": _ssl(),
        "jaxtyping.py": SHAPES,
        "narwhals/__init__.py": "",
        "narwhals/stable/__init__.py": "",
        "narwhals/stable/v1.py": FRAMES,
    }
    return {path: text.encode() for path, text in texts.items()}


def micropip() -> Files:
    """An installer that has nothing to install: all packages are here."""
    text = '''"""All packages are here: nothing is installed."""
import sys
from types import ModuleType


def add_mock_package(name, version, *, modules=None, persistent=False):
    for module, source in (modules or {}).items():
        made = sys.modules[module] = ModuleType(module)
        exec(source, made.__dict__)


async def install(requirements, **options):
    pass
'''
    about = "Metadata-Version: 2.1\nName: micropip\nVersion: 0.11.1\n"
    info = "micropip-0.11.1.dist-info/METADATA"
    return {"micropip/__init__.py": text.encode(), info: about.encode()}


def _ssl() -> str:
    """The names that anyio imports: no socket is ever opened here."""
    lines = ['"""No sockets are opened here: the names alone."""']
    lines += [f"class {name}(OSError): pass" for name in SSL_ERRORS]
    lines += [f"class {name}: pass" for name in SSL_CLASSES]
    lines += ["class Purpose: SERVER_AUTH = CLIENT_AUTH = None"]
    lines += ["OP_IGNORE_UNEXPECTED_EOF = 128"]
    lines += ["def create_default_context(*args, **options): raise NotImplementedError"]
    return "\n".join(lines) + "\n"
