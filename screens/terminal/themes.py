"""Every colour that siptui shows, and which theme a person has chosen.

Each theme is there twice: in colours of xterm's 256, because OpenSSH does not tell a program of more and a colour
brought down to the nearest of 256 turns to mud; and in the 16 that every terminal has, for PuTTY's `xterm` and the
console. tests/screens/terminal/test_contrast.py holds every text to 4.5:1.
"""

import os
from pathlib import Path

from textual.theme import Theme

from siptui.framework.owner_checked_file import place_in_settings, read_own

NAMES = {"dark": "dark", "light": "light", "safe": "red-green safe"}
"""The themes, with what they are called."""
FEW = "-16"
"""After the name of a theme: in sixteen colours."""

BLACK, RED, BLUE, GREY = "#000000", "#aa0000", "#0000aa", "#aaaaaa"
BRIGHT_RED, BRIGHT_GREEN, BRIGHT_YELLOW, BRIGHT_CYAN, WHITE = "#ff5555", "#55ff55", "#ffff55", "#55ffff", "#ffffff"


def _theme(
    name: str,
    *,
    ground: tuple[str, str, str],
    text: str,
    muted: str,
    title: str,
    accents: tuple[str, str],
    rag: tuple[str, str, str],
    rag_text: tuple[str, str, str] | None = None,
    edge: str,
    line: str,
    dark: bool = True,
) -> Theme:
    """A theme: what is written on (screen, dialog, bar), and in what; `rag` is in the grid, `rag_text` elsewhere."""
    background, surface, panel = ground
    primary, accent = accents
    error, warning, success = rag
    # Those of Textual's variables that it would otherwise blend. Error, warning and success are also said here because
    # it would take each through another colour space, and lose a step on the way.
    colours = {
        "error": error,
        "warning": warning,
        "success": success,
        **dict(zip(("text-error", "text-warning", "text-success"), rag_text or rag, strict=True)),
        "primary-background": title,
        "footer-background": panel,
        "block-hover-background": line,  # the line that the cursor is on
        # The cursor is the text turned round, which shows without colours too.
        "text block-cursor-background block-cursor-blurred-background input-cursor-foreground": text,
        "block-cursor-foreground block-cursor-blurred-foreground input-cursor-background": background,
        "scrollbar-background scrollbar-background-hover scrollbar-background-active": background,
        "text-muted text-disabled foreground-muted foreground-disabled": muted,
        "text-accent text-primary border": accent,
        "edge border-blurred scrollbar scrollbar-hover scrollbar-active": edge,
        "block-cursor-text-style block-cursor-blurred-text-style": "none",
        "input-cursor-text-style": "reverse",
        # Blended into what lies behind a dialog; of sixteen colours none lies between.
        "behind": "transparent" if name.endswith(FEW) else f"{background} 60%",
    }
    variables = {name: value for names, value in colours.items() for name in names.split()}
    return Theme(
        name=name, primary=primary, secondary=primary, accent=accent, foreground=text, background=background,
        surface=surface, panel=panel, success=success, warning=warning, error=error, dark=dark, variables=variables,
    )  # fmt: skip


DARK = _theme(
    "dark",
    ground=("#121212", "#1c1c1c", "#262626"),
    text="#d0d0d0",
    muted="#a8a8a8",
    title="#005f87",
    accents=("#5fafff", "#87d7ff"),
    rag=("#ff5f5f", "#ffaf00", "#5fd75f"),
    rag_text=("#ff8787", "#ffaf00", "#87d787"),
    edge="#808080",
    line="#262626",
)
LIGHT = _theme(
    "light",
    ground=("#ffffff", "#eeeeee", "#e4e4e4"),
    text="#1c1c1c",
    muted="#4e4e4e",
    title="#afd7ff",
    accents=("#005faf", "#005f87"),
    rag=("#af0000", "#875f00", "#005f00"),
    edge="#767676",
    line="#dadada",
    dark=False,
)
# Told apart by everyone, orange from blue; the third is yellow, much the lightest.
SAFE = _theme(
    "safe",
    ground=("#121212", "#1c1c1c", "#262626"),
    text="#d0d0d0",
    muted="#a8a8a8",
    title="#444444",
    accents=("#ffffff", "#ffffff"),
    rag=("#ff8700", "#ffff87", "#5fafff"),
    edge="#808080",
    line="#262626",
)
DARK_FEW = _theme(
    "dark-16",
    ground=(BLACK, BLACK, BLACK),
    text=GREY,
    muted=GREY,
    title=BLUE,
    accents=(BRIGHT_CYAN, BRIGHT_CYAN),
    rag=(BRIGHT_RED, BRIGHT_YELLOW, BRIGHT_GREEN),
    edge=GREY,
    line=BLACK,
)
# Amber and green are no colours on white: their letters tell them.
LIGHT_FEW = _theme(
    "light-16",
    ground=(WHITE, WHITE, GREY),
    text=BLACK,
    muted=BLACK,
    title=GREY,
    accents=(BLUE, BLUE),
    rag=(RED, BLACK, BLACK),
    rag_text=(BLACK, BLACK, BLACK),
    edge=BLACK,
    line=WHITE,
    dark=False,
)
SAFE_FEW = _theme(
    "safe-16",
    ground=(BLACK, BLACK, BLACK),
    text=GREY,
    muted=GREY,
    title=BLUE,
    accents=(WHITE, WHITE),
    rag=(BRIGHT_YELLOW, WHITE, BRIGHT_CYAN),
    edge=GREY,
    line=BLACK,
)
THEMES = (DARK, LIGHT, SAFE, DARK_FEW, LIGHT_FEW, SAFE_FEW)


def _place() -> Path:
    """Where the choice is kept: the user's own folder for settings."""
    return place_in_settings("theme")


def chosen() -> str:
    """The theme that SIPTUI_THEME names, or that was chosen last; what is not a theme is passed over."""
    named = os.environ.get("SIPTUI_THEME", "").strip().lower()
    if named in NAMES:
        return named
    try:
        kept = read_own(_place(), 100, links=True).decode("ascii", "replace").strip()
    except OSError:
        return "dark"
    return kept if kept in NAMES else "dark"


def remember(name: str) -> None:
    """Keep a choice for the next time; runs in a thread."""
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"{name}\n", "ascii")
