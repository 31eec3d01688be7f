"""Writes zones.txt: twenty zone files and what Python's zoneinfo reads from them, 1900 to 2199.

Run by hand where zic and its source file are installed: python3 make_zones.py > zones.txt
One line a zone: name, file in base64, offset at the start of 1900, number of changes, SHA-256 of
the lines "second offset" of the changes, and a few of them in the clear.
"""
import base64, datetime, hashlib, pathlib, subprocess, tempfile, zoneinfo

ZONES = """Europe/London Europe/Madrid America/New_York Australia/Lord_Howe Asia/Kolkata Pacific/Apia
Africa/Casablanca America/Sao_Paulo Asia/Tehran Asia/Kathmandu Europe/Dublin Pacific/Chatham
America/St_Johns America/Nuuk Asia/Gaza Africa/Monrovia Antarctica/Troll Pacific/Kiritimati
America/Los_Angeles UTC""".split()
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)


def second(year):
    return int((datetime.datetime(year, 1, 1, tzinfo=UTC) - EPOCH).total_seconds())


def offset(zone, at):
    moment = EPOCH + datetime.timedelta(seconds=at)
    return int(moment.astimezone(zone).utcoffset().total_seconds())


def changes(zone):
    found, step = [], 21600
    for start in range(second(1900), second(2200), step):
        low, high = start, start + step
        if offset(zone, low) == offset(zone, high):
            continue
        after = offset(zone, high)
        while high - low > 1:
            middle = (low + high) // 2
            if offset(zone, middle) == after:
                high = middle
            else:
                low = middle
        found.append((high, after))
    return [change for change in found if change[0] < second(2200)]


with tempfile.TemporaryDirectory() as folder:
    source = "/usr/share/zoneinfo/tzdata.zi"
    subprocess.run(["zic", "-b", "slim", "-d", folder, source], check=True)
    for name in ZONES:
        data = pathlib.Path(folder, name).read_bytes()
        with open(pathlib.Path(folder, name), "rb") as file:
            zone = zoneinfo.ZoneInfo.from_file(file)
        found = changes(zone)
        lines = "".join(f"{at} {to}\n" for at, to in found)
        shown = ",".join(f"{at}:{to}" for at, to in found[:: max(1, len(found) // 6)])
        print(name, base64.b64encode(data).decode(), offset(zone, second(1900)), len(found),
              hashlib.sha256(lines.encode()).hexdigest(), shown or "-")
