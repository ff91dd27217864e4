/* From resolved characters back to the source: decides which bytes of a text or an
 * attribute value spell which resolved bytes (XML 1.0: 2.11 line ends, 2.7 CDATA,
 * 4.1 references). The ranges given are of well-formed XML. */
#include <string.h>

#include "base/base.h"
#include "base/xml_reader.h"

/* XML 1.0, 2.2. */
static bool is_allowed(uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < 0x110000);
}

uint32_t gk_xml_reference(const char *spelled, size_t n) {
  if (n < 4 || spelled[0] != '&' || spelled[1] != '#' || spelled[n - 1] != ';') return GK_UTF8_BAD;
  bool hex = spelled[2] == 'x';
  uint32_t c = 0;
  for (size_t i = hex ? 3 : 2; i < n - 1; i++) {
    char d = spelled[i], lower = (char)(d | 32);
    unsigned digit = d >= '0' && d <= '9' ? (unsigned)(d - '0') : hex && lower >= 'a' && lower <= 'f' ? (unsigned)(lower - 'a' + 10) : 99;
    if (digit == 99) return GK_UTF8_BAD;
    c = c * (hex ? 16 : 10) + digit;
    if (c > 0x10FFFF) return GK_UTF8_BAD;
  }
  return is_allowed(c) ? c : GK_UTF8_BAD;
}

/* One step through the source: so many bytes of it spell so many resolved bytes. */
struct step { size_t source, resolved; };

static bool begins(const char *s, size_t n, const char *with) {
  size_t length = strlen(with);
  return n >= length && memcmp(s, with, length) == 0;
}

static size_t through(const char *s, size_t n, const char *end) {
  size_t length = strlen(end), i = 0;
  while (i + length <= n && memcmp(s + i, end, length) != 0) i++;
  return i + length <= n ? i + length : n;
}

/* The next bytes of a text or value; *cdata is whether they are in a CDATA section, where nothing but its end is markup. */
static struct step next_step(const char *s, size_t n, bool *cdata) {
  if (s[0] == '\r') return (struct step){n > 1 && s[1] == '\n' ? 2 : 1, 1};
  if (*cdata) {
    if (!begins(s, n, "]]>")) return (struct step){1, 1};
    *cdata = false;
    return (struct step){3, 0};
  }
  if (s[0] == '<') { /* only in text: CDATA, comments and instructions, which text runs across */
    *cdata = begins(s, n, "<![CDATA[");
    return (struct step){*cdata ? 9 : through(s, n, begins(s, n, "<!--") ? "-->" : "?>"), 0};
  }
  if (s[0] != '&') return (struct step){1, 1};
  size_t length = through(s, n, ";");
  if (n < 2 || s[1] != '#') return (struct step){length, 1}; /* one of the five, each an ASCII character */
  char bytes[4];
  return (struct step){length, gk_utf8_put(gk_xml_reference(s, length), bytes)};
}

struct gk_place gk_xml_place_within(struct gk_place whole, size_t from, size_t length) {
  if (!whole.source) return whole;
  whole = gk_place_at(whole.source, whole.offset, whole.length);
  const char *s = whole.source->text + whole.offset;
  size_t at = 0, resolved = 0, begin = whole.length, end = whole.length;
  bool cdata = false, begun = false;
  while (at < whole.length) {
    struct step step = next_step(s + at, whole.length - at, &cdata);
    if (!begun && step.resolved > 0 && resolved + step.resolved > from) {
      begin = end = at;
      begun = true;
    }
    if (begun && (length == 0 || resolved >= length + from)) break;
    at += step.source;
    resolved += step.resolved;
    if (begun && step.resolved > 0) end = at;
  }
  return gk_place_at(whole.source, whole.offset + begin, end - begin);
}
