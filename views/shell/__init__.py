"""Everything around a page: sidebar, controls, navigation, scenes, appearance."""
