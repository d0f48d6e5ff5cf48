"""The employment-security levy (残疾人就业保障金, 残保金): what is due, and why, to the cent."""
