"""Bills of the tests as the two APIs tell them, and servers that search them."""

from itertools import chain

from tests.support.api_server import KEY, answer

PER_PAGE = 2


def legiscan_bill(key, title="An act on facial recognition", stamp="a1", **more):
    return {
        "bill_id": key,
        "change_hash": stamp,
        "session_id": 1,
        "session": {"session_id": 1, "year_start": 2023, "year_end": 2024,
                    "session_name": "193rd General Court"},
        "url": f"https://legiscan.example/MA/bill/S{key}/2023",
        "state_link": f"https://malegislature.example/S{key}",
        "state": "MA",
        "bill_number": f"S{key}",
        "bill_type": "B",
        "title": title,
        "description": title,
        "committee": [],
        "history": [{"date": "2023-02-16", "action": "Filed", "chamber": "S", "importance": 1}],
        "progress": [{"date": "2023-02-16", "event": 1}],
    } | more  # fmt: skip


def openstates_bill(key, title="An act on facial recognition", stamp="2023-02-16T05:00:00+00:00"):
    senate = {"id": "ocd-organization/1", "name": "Senate", "classification": "upper"}
    return {
        "id": f"ocd-bill/{key}",
        "session": "193rd",
        "jurisdiction": {"id": "ocd-jurisdiction/country:us/state:ma/government",
                         "name": "Massachusetts", "classification": "state"},
        "from_organization": senate,
        "identifier": f"S {key}",
        "title": title,
        "classification": ["bill"],
        "subject": [],
        "updated_at": stamp,
        "openstates_url": f"https://openstates.example/ma/bills/193rd/S{key}/",
        "abstracts": [],
        "sources": [{"url": f"https://malegislature.example/S{key}", "note": ""}],
        "actions": [{"organization": senate, "description": "Filed", "date": "2023-02-16",
                     "classification": ["introduction"], "order": 1}],
        "votes": [{"motion_text": "Passed", "start_date": "2023-02-16", "organization": senate,
                   "counts": [{"option": "yes", "value": 30}, {"option": "no", "value": 2}],
                   "votes": [{"option": "yes", "voter_name": "Ada Member"}]}],
    }  # fmt: skip


class LegiScan:
    """Its bills by the phrase that finds them; a list of a search has two."""

    def __init__(self, **found):
        self.found = {f'"{name.replace("_", " ")}"': bills for name, bills in found.items()}

    def __call__(self, asked):
        if asked.query.get("key") != KEY:
            return self.alert("Invalid API key")
        return getattr(self, asked.query["op"])(asked.query)

    def alert(self, said):
        return answer({"status": "ERROR", "alert": {"message": said}})

    def getSearchRaw(self, query):
        bills = self.found.get(query["query"], [])
        page, last = int(query["page"]), -(-len(bills) // PER_PAGE)
        rows = [
            {"relevance": 99, "bill_id": bill["bill_id"], "change_hash": bill["change_hash"]}
            for bill in bills[(page - 1) * PER_PAGE : page * PER_PAGE]
        ]
        summary = {"page_current": page, "page_total": last, "count": len(bills)}
        return answer({"status": "OK", "searchresult": {"summary": summary, "results": rows}})

    def getBill(self, query):
        for bill in chain.from_iterable(self.found.values()):
            if str(bill["bill_id"]) == query["id"]:
                return answer({"status": "OK", "bill": bill})
        return self.alert("Unknown bill id")


class OpenStates:
    """Its bills by the phrase that finds them, those updated last first; a page has two."""

    def __init__(self, **found):
        self.found = {f'"{name.replace("_", " ")}"': bills for name, bills in found.items()}

    def __call__(self, asked):
        if asked.headers["X-API-KEY"] != KEY:
            return answer({"detail": "Invalid API Key."}, 401)
        # The API compares text, and PostgreSQL writes a time with a blank before it.
        since = asked.query.get("updated_since", "")
        bills = [
            bill
            for bill in self.found.get(asked.query["q"], [])
            if bill["updated_at"].replace("T", " ") >= since
        ]
        page, last = int(asked.query["page"]), -(-len(bills) // PER_PAGE) or 1
        if page > last:
            return answer({"detail": f"invalid page, must be in [1, {last}]"}, 404)
        bills.sort(key=lambda bill: bill["updated_at"], reverse=True)
        pagination = {"per_page": 20, "page": page, "max_page": last, "total_items": len(bills)}
        results = bills[(page - 1) * PER_PAGE : page * PER_PAGE]
        return answer({"results": results, "pagination": pagination})
