/* Which CID each glyph of a CFF table has (Adobe Technical Note 5176, sections
 * 4, 5, 9 and 13). In a CID-keyed font the two numbers may differ, and a PDF
 * selects glyphs of CIDFontType0C by CID. Every offset is checked: the bytes
 * may be a user's file. Outlines are left to HarfBuzz and FreeType. */
#include "font/cff.h"

#include <string.h>

#include "base/base.h"

#define OPERATOR_CHARSET 15
#define OPERATOR_CHARSTRINGS 17
#define OPERATOR_ROS (12 << 8 | 30)

struct reader { const uint8_t *bytes; size_t size; };

static bool read_number(const struct reader *r, size_t at, unsigned width, uint32_t *out) {
  if (width < 1 || width > 4 || at > r->size || r->size - at < width) return false;
  uint32_t value = 0;
  for (unsigned i = 0; i < width; i++) value = value << 8 | r->bytes[at + i];
  *out = value;
  return true;
}

/* An INDEX (section 5): count, offset size, offsets, data. */
struct index { uint32_t count; size_t offsets, data, end; unsigned width; };

static bool read_index(const struct reader *r, size_t at, struct index *out) {
  uint32_t count, width, last;
  if (!read_number(r, at, 2, &count)) return false;
  *out = (struct index){.count = count, .end = at + 2};
  if (count == 0) return true;
  if (!read_number(r, at + 2, 1, &width) || width < 1 || width > 4) return false;
  out->width = width;
  out->offsets = at + 3;
  size_t table = ((size_t)count + 1) * width;
  if (r->size - out->offsets < table) return false;
  out->data = out->offsets + table - 1; /* offsets count from the byte before the data */
  if (!read_number(r, out->offsets + (size_t)count * width, width, &last) || last < 1 || last > r->size - out->data) return false;
  out->end = out->data + last;
  return true;
}

static bool index_item(const struct reader *r, const struct index *index, uint32_t n, size_t *from, size_t *to) {
  uint32_t a, b;
  if (n >= index->count || !read_number(r, index->offsets + (size_t)n * index->width, index->width, &a) ||
      !read_number(r, index->offsets + ((size_t)n + 1) * index->width, index->width, &b))
    return false;
  if (a < 1 || b < a || b > r->size - index->data) return false;
  *from = index->data + a;
  *to = index->data + b;
  return true;
}

/* One operand of a DICT (section 4) at *at; reals are skipped as 0: none of the wanted operators takes one. */
static bool read_operand(const struct reader *r, size_t *at, size_t to, int32_t *out) {
  uint32_t first, rest;
  if (!read_number(r, (*at)++, 1, &first)) return false;
  *out = 0;
  if (first == 30) {
    while (*at < to) {
      uint8_t pair = r->bytes[(*at)++];
      if ((pair & 15) == 15 || pair >> 4 == 15) return true;
    }
    return false;
  }
  unsigned width = first == 28 ? 2 : first == 29 ? 4 : first >= 247 && first <= 254 ? 1 : 0;
  if (width == 0) {
    *out = (int32_t)first - 139;
    return first >= 32 && first <= 246;
  }
  if (to - *at < width || !read_number(r, *at, width, &rest)) return false;
  *at += width;
  if (first == 28) *out = (int16_t)rest;
  else if (first == 29) *out = (int32_t)rest;
  else *out = first <= 250 ? (int32_t)((first - 247) * 256 + rest + 108) : -(int32_t)((first - 251) * 256 + rest + 108);
  return true;
}

struct top { int32_t charset, charstrings; bool ros; };

static bool read_top(const struct reader *r, size_t at, size_t to, struct top *out) {
  int32_t last = 0;
  unsigned operands = 0;
  *out = (struct top){0};
  while (at < to) {
    unsigned first = r->bytes[at];
    if (first > 21) {
      if (!read_operand(r, &at, to, &last) || ++operands > 48) return false;
      continue;
    }
    unsigned op = first;
    at++;
    if (first == 12) {
      if (at >= to) return false;
      op = 12u << 8 | r->bytes[at++];
    }
    if (op == OPERATOR_ROS) out->ros = true;
    if (op == OPERATOR_CHARSET && operands) out->charset = last;
    if (op == OPERATOR_CHARSTRINGS && operands) out->charstrings = last;
    operands = 0;
  }
  return true;
}

struct ranges { struct gk_arena *arena; struct gk_cff_range *items; size_t count, capacity; };

static enum gk_cff_result add_range(struct ranges *ranges, uint32_t glyph, uint32_t cid, uint32_t count) {
  if (cid > 0xFFFF || count > 0x10000 - cid) return GK_CFF_BROKEN;
  if (ranges->count) {
    struct gk_cff_range *last = &ranges->items[ranges->count - 1];
    if ((uint32_t)last->cid + last->count == cid) {
      last->count += count;
      return GK_CFF_OK;
    }
  }
  struct gk_cff_range *items = gk_arena_grow(ranges->arena, ranges->items, &ranges->capacity, ranges->count + 1, sizeof *items);
  if (!items) return GK_CFF_MEMORY;
  ranges->items = items;
  items[ranges->count++] = (struct gk_cff_range){.glyph = (uint16_t)glyph, .cid = (uint16_t)cid, .count = count};
  return GK_CFF_OK;
}

/* Section 13: .notdef is not listed; format 0 lists each glyph, 1 and 2 give ranges. */
static enum gk_cff_result read_charset(const struct reader *r, size_t at, uint32_t glyphs, struct ranges *out) {
  uint32_t format, cid, left = 0;
  enum gk_cff_result result = add_range(out, 0, 0, 1);
  if (result != GK_CFF_OK) return result;
  if (!read_number(r, at++, 1, &format) || format > 2) return GK_CFF_BROKEN;
  for (uint32_t glyph = 1; glyph < glyphs; glyph += left + 1) {
    if (!read_number(r, at, 2, &cid)) return GK_CFF_BROKEN;
    at += 2;
    if (format > 0) {
      if (!read_number(r, at, format, &left)) return GK_CFF_BROKEN;
      at += format;
    }
    uint32_t count = left + 1 < glyphs - glyph ? left + 1 : glyphs - glyph;
    result = add_range(out, glyph, cid, count);
    if (result != GK_CFF_OK) return result;
  }
  return GK_CFF_OK;
}

enum gk_cff_result gk_cff_read(struct gk_arena *arena, const uint8_t *bytes, size_t size, struct gk_cff_charset *out) {
  struct reader r = {.bytes = bytes, .size = size};
  struct index names, tops, charstrings;
  struct top top;
  size_t from, to;
  *out = (struct gk_cff_charset){0};
  if (size < 4 || bytes[0] != 1 || bytes[2] > size) return GK_CFF_BROKEN;
  if (!read_index(&r, bytes[2], &names) || !read_index(&r, names.end, &tops) || !index_item(&r, &tops, 0, &from, &to)) return GK_CFF_BROKEN;
  if (!read_top(&r, from, to, &top) || top.charstrings <= 0 || (size_t)top.charstrings >= size) return GK_CFF_BROKEN;
  if (!read_index(&r, (size_t)top.charstrings, &charstrings) || charstrings.count == 0) return GK_CFF_BROKEN;
  out->glyphs = charstrings.count;
  out->cid_keyed = top.ros;
  if (!top.ros) return GK_CFF_OK;
  struct ranges ranges = {.arena = arena};
  enum gk_cff_result result;
  /* 0 to 2 name the predefined charsets, which a CID-keyed font cannot mean: readers take CID = glyph. */
  if (top.charset >= 0 && top.charset <= 2) result = add_range(&ranges, 0, 0, out->glyphs);
  else if (top.charset < 0 || (size_t)top.charset >= size) result = GK_CFF_BROKEN;
  else result = read_charset(&r, (size_t)top.charset, out->glyphs, &ranges);
  out->ranges = ranges.items;
  out->count = ranges.count;
  return result;
}

uint16_t gk_cff_cid(const struct gk_cff_charset *charset, uint16_t glyph) {
  if (glyph >= charset->glyphs) return 0;
  if (!charset->cid_keyed) return glyph;
  size_t low = 0, high = charset->count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (charset->ranges[middle].glyph <= glyph) low = middle;
    else high = middle;
  }
  const struct gk_cff_range *range = &charset->ranges[low];
  return high == 0 || (uint32_t)(glyph - range->glyph) >= range->count ? 0 : (uint16_t)(range->cid + (glyph - range->glyph));
}
