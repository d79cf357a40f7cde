"""A bar for a share of a whole, on a scale that all rows have in common."""

WIDTH, HEIGHT = 120, 13


def share_bar(share: float) -> str:
    """The share, from 0 to 1, as a filled part of an outlined bar; a sliver at least."""
    filled = min(WIDTH, max(1.5, share * WIDTH))
    return (
        f'<svg class="units" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'aria-hidden="true">'
        f'<rect x=".5" y="1" width="{WIDTH - 1}" height="11" class="s-none"/>'
        f'<rect y=".5" width="{filled:.1f}" height="12" class="f-ban"/></svg>'
    )
