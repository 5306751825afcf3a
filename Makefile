# Two commands do it all: `make demo` and `make test`. Both find uv, or bring it into .tools.
export UV_PYTHON_DOWNLOADS := never

UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen

.PHONY: demo test check format bench clean

demo: $(UV)  ## plan the example group for four weeks over Christmas; everything lands in out/demo
	$(RUN) creneau plan examples/ipso/practice.yaml --from 2026-12-14 --weeks 4 --out out/demo

test: $(UV)  ## all tests, two files at a time
	$(RUN) pytest -n 2 --dist loadfile

check: $(UV)  ## format, lint, types, architecture
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports

format: $(UV)  ## put the code into its usual form
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

bench: $(UV)  ## list the studies
	$(RUN) creneau bench

clean:
	rm -rf .tools .venv out dist

# A system Python may refuse `pip install`, so uv goes into an environment of its own. Debian keeps the venv module in
# a package: without it, pip's --target does the same.
.tools/bin/uv:
	@echo "bringing uv into .tools"
	@python3 -m venv .tools >/dev/null 2>&1 && .tools/bin/python -m pip install --quiet uv \
	  || { rm -rf .tools && python3 -m pip install --quiet --target .tools uv; } \
	  || { rm -rf .tools; echo "make needs uv, or python3 with venv or pip (on Debian: apt-get install python3-venv)"; exit 2; }
