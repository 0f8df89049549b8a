"""What a file is, by its first bytes."""

import re
from typing import NamedTuple

CONVERT_TORCH = """\
import torch, numpy as np
state = torch.load("model.pt", map_location="cpu", weights_only=True)
for key in ("model", "state_dict", "model_state_dict"):  # in a checkpoint
    state = state.get(key, state)
np.savez("model.npz", **{name: t.double().numpy() for name, t in state.items()})"""
CONVERT_PICKLE = """\
import numpy as np
arrays = np.load("model.pkl", allow_pickle=True)  # only if you trust whoever made it
np.savez("model.npz", **arrays)"""

WANTED = ".npz, .json or .safetensors; .npy or .csv for one matrix"

_TORCH = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
"""How PyTorch's files began before they were archives: a pickled number."""
_OLD_PICKLE = re.compile(
    rb"[\](})]+q[\x00-\x01]|[(\]}]?[clidp][A-Za-z_]\w*(\.\w+)*\n|\((dp|lp|l|d)\d"
)


_ENDINGS = {
    "npz": ".npz file",
    "npy": ".npy file",
    "json": "JSON",
    "safetensors": ".safetensors file",
}
_KINDS = {
    "npz": "a ZIP archive",
    "npy": "a single array",
    "json": "JSON",
    "safetensors": "a .safetensors file",
    "csv": "text",
}


_NO_TEXT = re.compile(rb"[^\s\x20-\x7e]")


class Foreign(NamedTuple):
    """A kind of file that is not read: its first bytes, its name, what to do."""

    start: bytes
    what: str
    instead: str


_FOREIGN = (
    Foreign(b"\x89HDF\r\n", "an HDF5 file (Keras, MATLAB 7.3)", "np.savez"),
    Foreign(b"MATLAB 5.0", "a MATLAB file", "writematrix(H, 'H.csv')"),
    Foreign(b"\x1f\x8b", "packed with gzip", "gunzip"),
    Foreign(b"BZh", "packed with bzip2", "bunzip2"),
    Foreign(b"\xfd7zXZ", "packed with xz", "unxz"),
    Foreign(b"\x89PNG", "a PNG picture", ""),
    Foreign(b"\xff\xd8\xff", "a JPEG picture", ""),
    Foreign(b"GIF8", "a GIF picture", ""),
    Foreign(b"%PDF", "a PDF document", ""),
    Foreign(b"\xd0\xcf\x11\xe0", "an old Office document", "save it as .csv"),
    Foreign(b"PAR1", "a Parquet file", "np.savez"),
    Foreign(b"ARROW1", "an Arrow file", "np.savez"),
    Foreign(b"GGUF", "a GGUF file", "np.savez"),
    Foreign(b"RDX", "an R file", "write.csv"),
    Foreign(b"\x7fELF", "a program", ""),
    Foreign(b"MZ", "a program", ""),
    Foreign(b"<", "an HTML or XML page", ""),
    Foreign(b"\xff\xfe", "text in UTF-16", "save it in UTF-8"),
    Foreign(b"\xfe\xff", "text in UTF-16", "save it in UTF-8"),
)


def kind_of(data: bytes) -> str:
    """npy, npz, json, safetensors or csv; ValueError says what else it is."""
    if not data:
        raise ValueError("is empty")
    if data.startswith(b"\x93NUMPY"):
        return "npy"
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return "npz"
    if data[8:9] == b"{":
        header = int.from_bytes(data[:8], "little")
        if header <= len(data) - 8:
            return "safetensors"
        if _NO_TEXT.search(data[:8]):
            raise ValueError(
                f"is a .safetensors file that says its header has {header:,} bytes; "
                f"only {len(data) - 8:,} follow"
            )
    _no_pickle(data)
    for foreign in _FOREIGN:
        if data.startswith(foreign.start):
            instead = f" ({foreign.instead})" if foreign.instead else ""
            raise ValueError(f"is {foreign.what}{instead}; wanted is {WANTED}")
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return "json"
    if not re.search(rb"[^\s\x20-\x7e\x80-\xff]", start):
        return "csv"
    first = " ".join(f"{byte:02x}" for byte in data[:8])
    raise ValueError(f"begins with the bytes {first}; wanted is {WANTED}")


def misnamed(name: str, kind: str) -> str:
    """What a file is whose name ends as that of another kind; "" where it does not."""
    ending = name.lower().rpartition(".")[2]
    if ending == kind or ending not in _ENDINGS:
        return ""
    return f"is {_KINDS[kind]}, and no {_ENDINGS[ending]}"


def _no_pickle(data: bytes) -> None:
    if data.startswith(_TORCH):
        what, convert = "a PyTorch file, which is a pickle", CONVERT_TORCH
    elif data[:1] == b"\x80" and data[1:2] <= b"\x05" and data[8:9] != b"{":
        what, convert = "a pickle", CONVERT_PICKLE
    elif _OLD_PICKLE.match(data[:200]):
        what, convert = "a pickle", CONVERT_PICKLE
    else:
        return
    raise ValueError(
        f"is {what}: pickles can run code and are never read. Convert it in Python:"
        f"\n\n{convert}"
    )
