"""The files that travel with the program are found where it runs."""

from counter_app.services.resources import resource_dir


def test_the_folder_of_resources_holds_words_demo_icons_and_fonts() -> None:
    found = {path.name for path in resource_dir().iterdir() if path.is_dir()}
    assert {"translations", "demo", "policies", "profiles", "examples", "icons", "fonts"} <= found
