# gongkai: build, test, install. `make help` lists the targets.
#
# Rooms (folders of src) in their one order; a room may use only what stands
# before it in its line of DEPS. tests/tools/layers checks the #include lines,
# and each unit test is linked with the rooms it may use and no others.

CC       ?= gcc
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

PKGS := harfbuzz harfbuzz-subset freetype2 libfyaml expat icu-uc zlib libpng
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   = $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lhpdf

WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wvla -Werror
OPT  ?= -O2
SAN  ?=
CFLAGS_ALL = -std=c11 $(OPT) -g $(WARN) $(SAN) -fno-strict-aliasing -D_POSIX_C_SOURCE=200809L \
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
	$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

LIB_ROOMS := $(filter-out cli,$(ROOMS))
$(BUILD)/libgongkai.a: $(foreach r,$(LIB_ROOMS),$(call objs_of,$(r)))
	@rm -f $@
	ar crs $@ $^

$(BUILD)/gongkai: $(call objs_of,cli) $(BUILD)/libgongkai.a
	$(CC) $(SAN) $(OPT) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

# --- unit tests: tests/unit/ROOM/test_*.c, each a program of its own
unit_src := $(sort $(wildcard tests/unit/*/test_*.c))
unit_bin := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(unit_src))
define unit_rules
$(BUILD)/unit/$(1)/%: tests/unit/$(1)/%.c $(foreach r,$(1) $(uses_$(1)),$(BUILD)/rooms/$(r).a)
	@mkdir -p $$(@D)
	$(CC) $(CFLAGS_ALL) -Itests/unit -o $$@ $$< $(foreach r,$(1) $(uses_$(1)),$(BUILD)/rooms/$(r).a) $(LDFLAGS) $$(PKG_LIBS) -lcmocka
unit-$(1): $(filter $(BUILD)/unit/$(1)/%,$(unit_bin))
	@for t in $$^; do echo "== $$$$t"; $$$$t || exit 1; done
endef
$(foreach r,$(ROOMS),$(eval $(call unit_rules,$(r))))
unit: $(unit_bin)
	@fail=0; for t in $^; do echo "== $$t"; $$t || fail=1; done; exit $$fail

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
.PHONY: all unit
.SECONDARY:
