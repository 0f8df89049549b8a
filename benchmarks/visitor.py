"""A visitor without a browser: one session, at the level of messages.

It says what a browser says (all widgets' values at each run, which large messages it
keeps) and counts what comes back, but paints nothing.
"""

import asyncio
import json
import time
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

LONGEST = 120.0
"""Seconds after which a run counts as lost."""
LARGEST = 50_000_000


class Visitor:
    """One session of the app.

    errors: what went wrong, in words; bytes: how much was received; texts: the plain
    texts on the page.
    """

    def __init__(self, url: str) -> None:
        self.url = url.replace("http://", "ws://") + "/_stcore/stream"
        self.errors: list[str] = []
        self.bytes = 0
        self.texts: list[str] = []
        self.ids: dict[str, str] = {}
        self.values: dict[str, WidgetState] = {}
        self.fragment = ""
        self._page = ""
        self._query = ""
        self._kept: set[str] = set()
        self._data: dict[str, str] = {}
        self._socket: ClientConnection | None = None

    async def open(self, query: str = "") -> float:
        """Connect and run the script for an address; the seconds until it ended."""
        start = time.perf_counter()
        self._query = query
        self._socket = await connect(
            self.url, subprotocols=None, max_size=LARGEST, compression=None
        )
        await self._run([], "")
        return time.perf_counter() - start

    def data(self, component: str) -> Any:
        """The data that a component got last, by its name without the app's prefix."""
        return json.loads(json.loads(self._data[component])["json"])

    async def close(self) -> None:
        """Disconnect."""
        if self._socket is not None:
            await self._socket.close()

    async def set(self, key: str, value: Any) -> float:
        """Move the widget of a key; the seconds until the run ended."""
        start = time.perf_counter()
        state = self.values[key]
        which = state.WhichOneof("value")
        if which == "string_array_value":
            state.string_array_value.data[:] = [value]
        elif which == "double_array_value":
            state.double_array_value.data[:] = [float(value)]
        else:
            setattr(state, str(which), value)
        await self._run([], "")
        return time.perf_counter() - start

    async def send(self, key: str, text: str) -> float:
        """Send JSON from the component of a key, which reruns its fragment only."""
        start = time.perf_counter()
        prefix = "$$STREAMLIT_INTERNAL_KEY_"
        state = WidgetState(
            id=f"{prefix}{self.ids[key]}__events", json_trigger_value=text
        )
        await self._run([state], self.fragment)
        return time.perf_counter() - start

    async def _run(self, also: list[WidgetState], fragment: str) -> None:
        assert self._socket is not None
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self._query
        rerun.widget_states.widgets.extend([*self.values.values(), *also])
        rerun.page_script_hash = self._page
        rerun.fragment_id = fragment
        rerun.cached_message_hashes.extend(self._kept)
        await self._socket.send(message.SerializeToString())
        try:
            async with asyncio.timeout(LONGEST):
                while not self._seen(await self._socket.recv()):
                    pass
        except (TimeoutError, OSError) as error:
            self.errors.append(type(error).__name__)

    def _seen(self, payload: str | bytes) -> bool:
        """Take in one message; whether it ends the run."""
        assert isinstance(payload, bytes)
        self.bytes += len(payload)
        message = ForwardMsg.FromString(payload)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            self._element(message)
        elif kind == "script_finished":
            status = message.script_finished
            if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self.errors.append("the script did not compile")
            return status != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        return False

    def _element(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._kept.add(message.hash)
        self.fragment = message.delta.fragment_id or self.fragment
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.errors.append(element.exception.message[:200])
        if kind == "text":
            self.texts.append(element.text.body)
        if kind == "bidi_component":
            name = element.bidi_component.component_name
            self._data[name.split("_", 1)[-1]] = element.bidi_component.json
        widget = getattr(element, kind, None) if kind else None
        name = str(getattr(widget, "id", ""))
        moved = getattr(widget, "set_value", False)
        if not name or (name in self.ids.values() and not moved):
            return
        key = name.rsplit("-", 1)[-1]
        self.ids[key] = name
        state = _state(name, str(kind), widget)
        if state is not None:
            self.values[key] = state


def _state(name: str, kind: str, widget: Any) -> WidgetState | None:
    """What a browser says of a widget that nobody has touched, or that was set."""
    state = WidgetState(id=name)
    moved = widget is not None and getattr(widget, "set_value", False)
    if kind == "text_input":
        state.string_value = widget.value if moved else widget.default
    elif kind == "number_input":
        value = widget.value if moved else widget.default
        if value % 1:
            state.double_value = value
        else:
            state.int_value = int(value)
    elif kind in ("radio", "selectbox"):
        chosen = widget.options[widget.default]
        state.string_value = (widget.raw_value or chosen) if moved else chosen
    elif kind == "slider" and widget.options:
        chosen = widget.options[int(widget.default[0])]
        moved_to = list(widget.raw_value) or [chosen]
        state.string_array_value.data.extend(moved_to if moved else [chosen])
    elif kind == "slider":
        state.double_array_value.data.extend(widget.value if moved else widget.default)
    else:
        return None
    return state
