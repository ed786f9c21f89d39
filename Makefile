# A thin face of ./run, for those whose hands type make.
.PHONY: example test lint wheel

example test lint:
	./run $@

wheel:
	./run lint
	.venv/bin/python -m build --outdir dist
