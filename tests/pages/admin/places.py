"""Addresses of the administrators' pages, and what stands in their tables."""


def account_path(world, login, act=""):
    return f"/admin/accounts/{world.users[login]}" + (f"/{act}" if act else "")


def table(page, number=0):
    """The rows of a table, each as the texts of its cells."""
    rows = page.tree.xpath("//main//table")[number].xpath(".//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./th | ./td")] for row in rows]


def buttons(page):
    return [" ".join(one.text_content().split()) for one in page.tree.xpath("//main//form[@method='post']//button")]
