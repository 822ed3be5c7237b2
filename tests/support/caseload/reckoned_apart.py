"""The review's figures reckoned once more, from a dump's records and the framework's files alone: nothing of siptui.

Written from the handbook and not from the program, so that a slip in one is seen in the other.
"""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

Record = dict[str, Any]
VISITS = ("autumn", "spring", "summer")


class Reckoner:
    """Figures of schools under the framework of a folder, as of a day."""

    def __init__(self, folder: Path, today: date) -> None:
        self.today = today
        self.calendar = tomllib.loads((folder / "calendar.toml").read_text("utf-8"))
        self.forms = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (folder / "forms").glob("*.toml")}

    def school(self, record: Record) -> Record:
        """All figures of a school."""
        ratings = self.ratings(record)
        return {
            "category": self.latest(record, "category_current") or record.get("front/la_category", ""),
            "target": self.latest(record, "category_target"),
            "movement": self.movement(record),
            "reds": list(ratings.values()).count("red"),
            "ambers": list(ratings.values()).count("amber"),
            "actions": self.open_actions(record),
            "late": self.late_actions(record),
            "alerts": self.begun(record, "alert", "closed", "closed"),
            "concerns": self.begun(record, "causing_concern", "ended", "ended")
            + self.begun(record, "ofsted_category", "", "removed"),
            "days": self.days(record),
            "gains": {subject: self.gain(record, subject) for subject in ("reading", "writing", "mathematics")},
        }

    def year(self, records: list[Record]) -> Record:
        """What stands beside a year in the table of years: of all its schools together."""
        schools = [self.school(record) for record in records]
        gains = {}
        for subject in ("reading", "writing", "mathematics"):
            known = [each["gains"][subject][0] for each in schools if each["gains"][subject]]
            gains[subject] = sum(known) / len(known) if known else None
        return {
            "schools": len(schools),
            "categories": {str(n): sum(each["category"] == str(n) for each in schools) for n in range(1, 5)},
            "better": sum(each["movement"] > 0 for each in schools),
            "worse": sum(each["movement"] < 0 for each in schools),
            "reds": sum(each["reds"] for each in schools),
            "ambers": sum(each["ambers"] for each in schools),
            "actions": sum(each["actions"] for each in schools),
            "gains": gains,
        }

    def latest(self, record: Record, key: str) -> str:
        found = [record.get(f"visits/{visit}/{key}", "") for visit in VISITS]
        return next((each for each in reversed(found) if each), "")

    def movement(self, record: Record) -> int:
        now = self.latest(record, "category_current") or record.get("front/la_category", "")
        before = record.get("front/la_category", "")
        if not now or not before:
            return 0
        return (int(now) < int(before)) - (int(now) > int(before))

    def ratings(self, record: Record) -> dict[tuple[str, str], str]:
        """By indicator and column the rating of the latest visit that gave one."""
        found = {}
        for visit in VISITS:
            for path, value in record.items():
                parts = path.split("/")
                if parts[:3] == ["visits", visit, "judgements"] and parts[-1] in ("agreement", "progress"):
                    found[parts[3], parts[-1]] = value
        return found

    def actions(self, record: Record) -> dict[str, str]:
        rows: dict[str, str] = {}
        for path in record:
            parts = path.split("/")
            if len(parts) == 5 and parts[0] == "visits" and parts[2] == "actions":
                rows["/".join(parts[:4])] = str(record.get("/".join([*parts[:4], "by"]), ""))
            if len(parts) == 4 and parts[:2] == ["last_year", "actions"]:
                rows["/".join(parts[:3])] = str(record.get("/".join([*parts[:3], "by"]), ""))
        after = {"autumn": "spring", "spring": "summer"}
        return {
            row: by
            for row, by in rows.items()
            if (record.get(f"last_year/done/{row.split('/')[2]}/progress") != "done" or not row.startswith("last_year"))
            and record.get(f"visits/{after.get(row.split('/')[1])}/previous/{row.split('/')[-1]}/progress") != "done"
        }

    def open_actions(self, record: Record) -> int:
        return len(self.actions(record))

    def late_actions(self, record: Record) -> int:
        late = 0
        for by in self.actions(record).values():
            day, month, year = (int(part) for part in by.split("/"))
            late += date(year, month, day) < self.today
        return late

    def begun(self, record: Record, form: str, over: str, ended: str) -> int:
        numbers = {path.split("/")[2] for path in record if path.startswith(f"forms/{form}/")}
        return sum(
            1
            for n in numbers
            if not record.get(f"forms/{form}/{n}/{ended}")
            and (not over or record.get(f"forms/{form}/{n}/state") != over)
        )

    def days(self, record: Record) -> tuple[float, float]:
        used = planned = 0.0
        for line in self.calendar["programme"]:
            whole = line["in_school_days"] + line["prep_days"]
            if "visit" in line:
                place = f"visits/{line['visit']}"
                on = record.get(f"{place}/date")
                judged = any(path.startswith(f"{place}/judgements/") and path.endswith("/current") for path in record)
                times = int(on <= self.today.isoformat() if on else judged)
            else:
                form = self.forms[line["form"]]
                place = f"forms/{line['form']}" if form.get("occurs") == "many" else line["form"]
                dates = [v for p, v in record.items() if p.startswith(f"{place}/") and p.endswith(f"/{form['dated']}")]
                times = sum(1 for each in dates if each <= self.today.isoformat())
            used += whole * times
            planned += whole * max(times, int("condition" not in line))
        return used, planned

    def gain(self, record: Record, subject: str) -> tuple[float, float, int] | None:
        """Points made and expected so far on average, and how many year groups counted."""
        grid = next(block for block in self.forms["progress"]["blocks"] if "points" in block)
        points = [point["key"] for point in grid["points"]]
        years = {"infant": (), "nursery": (), "junior": (3, 4, 5, 6), "secondary": ()}.get(record["school/phase"])
        years = (3, 4, 5, 6) if years is None else years
        if record["school/phase"] == "first":
            years = (3, 4)
        if record["school/phase"] == "middle":
            years = tuple(y for y in (3, 4, 5, 6) if any(f"progress/{subject}/{y}/{p}" in record for p in points))
        made, expected = [], []
        for year in years:
            known = [n for n, p in enumerate(points) if f"progress/{subject}/{year}/{p}" in record]
            if 0 in known and len(known) > 1:
                last = max(known)
                here = f"progress/{subject}/{year}"
                made.append(record[f"{here}/{points[last]}"] - record[f"{here}/{points[0]}"])
                expected.append(3 * last / 3)
        return (sum(made) / len(made), sum(expected) / len(expected), len(made)) if made else None


def late_in_the_second_term(folder: Path) -> date:
    """The day on which an invented authority is looked at."""
    calendar = tomllib.loads((folder / "calendar.toml").read_text("utf-8"))
    last: date = calendar["terms"][1]["last"]
    return last - timedelta(days=4)
