"""nbconvert exporters: any executed notebook as a self-contained HTML page or a tagged PDF, out of one reading of it."""
