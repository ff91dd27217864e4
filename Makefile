# gongkai: build, test, install. `make help` lists the targets.
#
# Rooms (folders of src) in their one order; a room may use only what stands
# before it in its line of DEPS. tests/tools/layers checks the #include lines,
# and each unit test is linked with the rooms it may use and no others.

ifeq ($(origin CC),default)
CC       := gcc
endif
BUILD    ?= build
PREFIX   ?= /usr/local
VERSION  := 0.1.0

ROOMS := base data lang bind font text typeset paint pdf raster api cli

uses_base    :=
uses_data    := base
uses_lang    := base
uses_bind    := data lang base
uses_font    := base
uses_text    := font base
uses_typeset := text font bind data lang base
uses_paint   := typeset text font bind data lang base
uses_pdf     := paint typeset text font bind data lang base
uses_raster  := paint typeset text font bind data lang base
uses_api     := pdf raster paint typeset text font bind data lang base
uses_cli     := api pdf raster paint typeset text font bind data lang base

PKGS := harfbuzz harfbuzz-subset freetype2 libcrypto libfyaml expat icu-uc zlib libdeflate libpng
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf

WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wvla -Werror
OPT  ?= -O2
SAN  ?=
CFLAGS_ALL = -std=c11 $(OPT) -g $(WARN) $(SAN) -fno-strict-aliasing -D_XOPEN_SOURCE=700 \
             -DGK_VERSION='"$(VERSION)"' -DGK_PREFIX='"$(PREFIX)"' -Isrc -Iinclude $(PKG_CFLAGS) $(CFLAGS)

src_of  = $(sort $(wildcard src/$(1)/*.c))
objs_of = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(call src_of,$(1)))

all: $(BUILD)/gongkai

define room_rules
$(BUILD)/rooms/$(1).a: $(call objs_of,$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar crs $$@ $$^
endef
$(foreach r,$(ROOMS),$(eval $(call room_rules,$(r))))

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

LIB_ROOMS := $(filter-out cli,$(ROOMS))
$(BUILD)/libgongkai.a: $(foreach r,$(LIB_ROOMS),$(call objs_of,$(r)))
	@rm -f $@
	@ar crs $@ $^

$(BUILD)/gongkai: $(call objs_of,cli) $(BUILD)/libgongkai.a
	@echo "  LD $@"
	@$(CC) $(SAN) $(OPT) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

# --- unit tests: tests/unit/ROOM/test_*.c, each a program of its own
unit_src := $(sort $(wildcard tests/unit/*/test_*.c))
unit_bin := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(unit_src))
define unit_rules
$(BUILD)/unit/$(1)/%: tests/unit/$(1)/%.c $(wildcard tests/unit/$(1)/*.h) $(foreach r,$(1) $(uses_$(1)),$(BUILD)/rooms/$(r).a)
	@mkdir -p $$(@D)
	@$(CC) $(CFLAGS_ALL) -Itests/unit -o $$@ $$< $(foreach r,$(1) $(uses_$(1)),$(BUILD)/rooms/$(r).a) $(LDFLAGS) $$(PKG_LIBS) -lcmocka
unit-$(1): $(filter $(BUILD)/unit/$(1)/%,$(unit_bin))
	@for t in $$^; do echo "== $$$$t"; $$$$t || exit 1; done
endef
$(foreach r,$(ROOMS),$(eval $(call unit_rules,$(r))))
unit-programs: $(unit_bin)
unit: $(unit_bin)
	@fail=0; for t in $^; do echo "== $$t"; $$t || fail=1; done; exit $$fail

# --- set-up: Debian packages; nothing is asked of the network when all is there
APT_BUILD := gcc libc6-dev make pkg-config libhpdf-dev libharfbuzz-dev libfreetype-dev libfyaml-dev libexpat1-dev libicu-dev \
             zlib1g-dev libdeflate-dev libqpdf-dev libpng-dev libssl-dev ca-certificates
APT_TEST  := libcmocka-dev python3 poppler-utils qpdf mupdf-tools libxml2-utils locales unicode-data
APT_JUDGE := default-jre-headless maven

define need
@missing=; for p in $(1); do \
  case "$$(dpkg-query -W -f='$${Status}' $$p 2>/dev/null)" in *" installed") ;; *) missing="$$missing $$p";; esac; done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ]; then sudo=; elif command -v sudo >/dev/null; then sudo=sudo; \
  else echo "需要安装软件包（请用 root 运行 apt-get install）：$$missing" >&2; exit 3; fi; \
  echo "将安装软件包：$$missing"; \
  $$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -q -y --no-install-recommends $$missing || exit 3; fi
endef

deps:
	$(call need,$(APT_BUILD))
deps-test: deps
	$(call need,$(APT_TEST))
deps-judge: deps-test
	$(call need,$(APT_JUDGE))

FONTS_DIR := $(BUILD)/fonts
fonts: | deps
	@fonts/fetch $(FONTS_DIR)

# --- the first PDF: everything from nothing to a file
EXAMPLE := layouts/hebei-2022/example.json
demo: deps
	@$(MAKE) --no-print-directory fonts all
	@$(BUILD)/gongkai build $(EXAMPLE) -q -o $(BUILD)/demo.pdf
	@echo "已生成：$(CURDIR)/$(BUILD)/demo.pdf"

# --- tests: units, golden files, the program itself; again with sanitizers, and in another locale and time zone
test: deps-test
	@$(MAKE) --no-print-directory fonts
	@tests/run

judge: deps-judge
	@$(MAKE) --no-print-directory fonts all
	@tests/judge/all

# The comparison: `make bench` takes the peers that are here, `make bench-peers` fetches them (TeX and LibreOffice are large).
APT_PEERS := texlive-xetex texlive-lang-chinese libreoffice-writer python3-venv libpango-1.0-0 libpangoft2-1.0-0
bench_bin := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(sort $(wildcard tests/bench/*.c)))
$(BUILD)/bench/%: tests/bench/%.c $(BUILD)/libgongkai.a
	@mkdir -p $(@D)
	@$(CC) $(CFLAGS_ALL) -o $@ $< $(BUILD)/libgongkai.a $(LDFLAGS) $(if $(filter start,$*),-Wl$(comma)--no-as-needed) $(PKG_LIBS)
comma := ,
bench: deps-test
	@$(MAKE) --no-print-directory fonts all
	@$(MAKE) --no-print-directory $(bench_bin)
	@tests/bench/run
	@tests/bench/lines
	@tests/bench/tree
bench-peers: deps-test
	$(call need,$(APT_PEERS))
	@python3 tests/bench/peers.py

layers:
	@tests/tools/layers

lint:
	@tests/tools/lint

# --- installation
DATA := $(DESTDIR)$(PREFIX)/share/gongkai
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include $(DATA)/fonts
	install -m 755 $(BUILD)/gongkai $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(BUILD)/libgongkai.a $(DESTDIR)$(PREFIX)/lib/
	install -m 644 include/gongkai.h $(DESTDIR)$(PREFIX)/include/
	@for f in $$(find layouts -type f -not -name README.md | sort); do install -D -m 644 $$f $(DATA)/$$f || exit 1; done
	install -m 644 fonts/fonts.lock $(DATA)/fonts/
	@for f in $(FONTS_DIR)/*; do [ "$$(basename $$f)" = fonts.verified ] || cp -rp $$f $(DATA)/fonts/; done
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$${prefix}/lib' 'includedir=$${prefix}/include' '' 'Name: gongkai' \
	  'Description: typesets budget notices from structured data as tagged PDF' 'Version: $(VERSION)' 'Requires: $(PKGS)' \
	  'Libs: -L$${libdir} -lgongkai -lhpdf' 'Cflags: -I$${includedir}' > $(DESTDIR)$(PREFIX)/lib/pkgconfig/gongkai.pc
	@$(DESTDIR)$(PREFIX)/bin/gongkai fonts --verify >/dev/null

uninstall:
	rm -rf $(DATA) $(DESTDIR)$(PREFIX)/bin/gongkai $(DESTDIR)$(PREFIX)/lib/libgongkai.a $(DESTDIR)$(PREFIX)/include/gongkai.h \
	  $(DESTDIR)$(PREFIX)/lib/pkgconfig/gongkai.pc

clean:
	rm -rf $(BUILD)

help:
	@echo 'make          编译 build/gongkai 与 build/libgongkai.a'
	@echo 'make demo     安装所需、取得字体、编译，并排出示例'
	@echo 'make test     全部测试（单元、样张、命令行；含内存检查与另一区域设置）'
	@echo 'make judge    由 veraPDF、qpdf 等评判输出的PDF'
	@echo 'make bench    与其他排版程序比较速度'
	@echo 'make bench-peers 取得用来比较的排版程序'
	@echo 'make unit     只运行单元测试；make unit-房间 只运行一处'
	@echo 'make layers   检查各文件夹之间的引用方向；make lint 检查文件与函数的长度'
	@echo 'make install  安装到 PREFIX（默认 /usr/local）；make uninstall 卸载'
	@echo 'make clean    删除 build'

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
.PHONY: all unit unit-programs deps deps-test deps-judge fonts demo test judge bench bench-peers layers lint install uninstall clean help
.SECONDARY:
