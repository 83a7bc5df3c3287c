# %% [markdown]
# # How quickly are requests for information answered?
# Run it cell by cell in an editor that knows `# %%`, or as `python requests_report.py requests.csv`.
# The table has a row a request: what it is called, when it came in, and when the first and second message came back.

# %%
import sys
from pathlib import Path

import pandas as pd

import bywhen

requests = pd.read_csv(sys.argv[1])
law = bywhen.load("freedom-of-information")
columns = {"request": "case_id", "second_reply": "responded"}

# %% Each request: by when it was due, and whether it was answered in time.
outcomes = law.assess(requests, at="2025-06-30", columns=columns)
answers = outcomes[outcomes["action"] == "respond"]
print(answers["status"].value_counts().to_string())

# %% The year as it is published, with counts beside every percentage.
report = law.report(requests, at="2025-06-30", columns=columns)
months = report.table.query("group_kind == 'month' and action == 'respond' and decided > 0")
print(months[["label", "met", "decided", "percent"]].tail(12).to_string(index=False))
Path("report.html").write_text(report.to_html(), encoding="utf-8")
