"""The scorecard and its indicators, counted from the ledgers; every figure leads to its rows."""
