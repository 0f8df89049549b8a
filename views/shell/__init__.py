"""Everything around a page: sidebar, controls, navigation, scenes, appearance."""

from . import chosen_names as chosen_names
