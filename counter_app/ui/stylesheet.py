"""The one stylesheet of the application, generated from a theme.

It serves frames, labels, fields and scroll bars; whatever has a key hint or a ring paints itself.
Invariant: no colour is written here, only roles.
"""

from counter_app.ui.theme import Theme

_TINTS = ("return", "approval", "error", "success")


def stylesheet(theme: Theme) -> str:
    """The sheet for one mode and text size."""
    return "\n".join((_base(theme), _labels(theme), _frames(theme), _fields(theme), _scroll(theme)))


def pill_height(theme: Theme) -> int:
    """A radius above half of this would be dropped by Qt."""
    return theme.line_height("label") + 8


def _base(theme: Theme) -> str:
    roles = theme.hex
    return f"""
    QWidget {{ font-family: "{theme.tokens.family}"; font-size: {theme.px("body")}px;
        color: {roles["text"]}; }}
    QWidget[window="true"] {{ background: {roles["canvas"]}; }}
    QToolTip {{ background: {roles["surface"]}; color: {roles["text"]};
        border: 1px solid {roles["border"]}; padding: 4px 8px; font-size: {theme.px("label")}px; }}
    """


def _labels(theme: Theme) -> str:
    roles = theme.hex
    steps = "".join(
        f'QLabel[step="{name}"] {{ font-size: {theme.px(name)}px;'
        f" font-weight: {700 if step.bold else 400}; }}"
        for name, step in theme.tokens.steps.items()
    )
    tones = "".join(f'QLabel[tone="{name}"] {{ color: {value}; }}' for name, value in roles.items())
    pills = "".join(
        f'QLabel[pill="{name}"] {{ background: {roles[fill]}; color: {roles[ink]}; }}'
        for name, fill, ink in (
            ("neutral", "sunken", "text"),
            ("surface", "surface", "text"),
            ("info", "primary_soft", "on_soft"),
            *((tint, f"{tint}_bg", f"{tint}_fg") for tint in _TINTS),
        )
    )
    radius = pill_height(theme) // 2
    return f"""
    QLabel {{ background: transparent; border: 0; padding: 0; }}
    {steps}{tones}{pills}
    QLabel[pill] {{ font-size: {theme.px("label")}px; font-weight: 700; padding: 0 10px;
        border-radius: {radius}px; }}
    QLabel[cap="true"] {{ background: {roles["sunken"]}; color: {roles["muted"]};
        font-size: {theme.px("caption")}px; border-radius: 5px; padding: 1px 6px; }}
    """


def _frames(theme: Theme) -> str:
    roles, radius = theme.hex, theme.tokens.radius
    tints = "".join(
        f'QFrame[card="{tint}"] {{ background: {roles[tint + "_bg"]};'
        f" border: 1px solid {roles[tint + '_edge']}; border-radius: {radius['card']}px; }}"
        for tint in _TINTS
    )
    return f"""
    QFrame[card="plain"] {{ background: {roles["surface"]}; border: 1px solid {roles["hairline"]};
        border-radius: {radius["card"]}px; }}
    QFrame[card="over"] {{ background: {roles["surface"]}; border: 1px solid {roles["border"]};
        border-radius: {radius["card"]}px; }}
    QFrame[card="quiet"] {{ background: {roles["raised"]}; border: 1px solid {roles["hairline"]};
        border-radius: {radius["control"]}px; }}
    QFrame[card="soft"] {{ background: {roles["primary_soft"]}; border: 0;
        border-radius: {radius["control"]}px; }}
    {tints}
    QFrame[bar="true"] {{ background: {roles["surface"]}; border: 0;
        border-bottom: 1px solid {roles["hairline"]}; }}
    QFrame[rule="h"] {{ background: {roles["hairline"]}; border: 0;
        max-height: 1px; min-height: 1px; }}
    QFrame[rule="v"] {{ background: {roles["hairline"]}; border: 0;
        max-width: 1px; min-width: 1px; }}
    """


def _fields(theme: Theme) -> str:
    roles, control = theme.hex, theme.tokens.radius["control"]
    edges = "".join(
        f'QFrame[field="{name}"] {{ background: {roles[fill]};'
        f" border: {width}px solid {roles[edge]}; border-radius: {control}px; }}"
        for name, fill, width, edge in (
            ("rest", "surface", 1, "border"),
            ("off", "raised", 1, "hairline"),
            ("focus", "surface", 3, "focus"),
            ("wrong", "surface", 1, "error_edge"),
            ("error", "surface", 3, "error_edge"),
            ("stored", "surface", 3, "success_edge"),
            ("attention", "surface", 3, "approval_edge"),
            ("money", "surface", 3, "primary"),
            ("tick", "surface", 3, "muted"),
        )
    )
    return f"""
    {edges}
    QLineEdit {{ background: transparent; border: 0; padding: 0; color: {roles["text"]};
        placeholder-text-color: {roles["muted"]};
        selection-background-color: {roles["primary"]};
        selection-color: {roles["on_primary"]}; }}
    QPlainTextEdit[report="true"] {{ background: {roles["surface"]}; color: {roles["text"]};
        border: 3px solid {roles["surface"]}; border-radius: {control}px;
        font-size: {theme.px("label")}px;
        selection-background-color: {roles["primary"]};
        selection-color: {roles["on_primary"]}; }}
    QPlainTextEdit[report="true"]:focus {{ border-color: {roles["focus"]}; }}
    QLineEdit:disabled {{ color: {roles["faint"]}; }}
    QLineEdit[step="line"] {{ font-size: {theme.px("line")}px; }}
    QLineEdit[step="title"] {{ font-size: {theme.px("title")}px; font-weight: 700; }}
    QLineEdit[step="heading"] {{ font-size: {theme.px("heading")}px; font-weight: 700; }}
    """


def _scroll(theme: Theme) -> str:
    roles = theme.hex
    return f"""
    QScrollArea {{ background: transparent; border: 0; }}
    QScrollArea[paper="true"] {{ border: 3px solid transparent; border-radius: 8px; }}
    QScrollArea[paper="true"]:focus {{ border-color: {roles["focus"]}; }}
    QListView {{ background: {roles["surface"]}; border: 0; outline: 0; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar::handle:vertical {{ background: {roles["border"]}; border-radius: 3px;
        min-height: 32px; }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    QScrollBar::add-page:vertical, QScrollBar::sub-page:vertical {{ background: transparent; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar::handle:horizontal {{ background: {roles["border"]}; border-radius: 3px;
        min-width: 32px; }}
    QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
    QScrollBar::add-page:horizontal, QScrollBar::sub-page:horizontal {{ background: transparent; }}
    """
