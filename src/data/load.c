/* The front door: checks what holds for any text (size, encoding, control characters),
 * chooses the format and runs its reader. */
#include <stdio.h>
#include <string.h>

#include "data/chars.h"
#include "data/events.h"
#include "data/json.h"
#include "data/yaml_lines.h"

static bool starts_with(const struct gk_source *source, const char *bytes, size_t n) {
  return source->size >= n && memcmp(source->text, bytes, n) == 0;
}

/* Files that accountants have at hand and that are not text. */
static bool check_kind(struct gk_data_run *run) {
  const struct gk_source *source = run->source;
  if (starts_with(source, "PK\x03\x04", 4) || starts_with(source, "\xD0\xCF\x11\xE0", 4)) {
    gk_data_fault(run, &gk_msg_data_binary, 0, 0, NULL);
    return false;
  }
  bool bom = starts_with(source, "\xFF\xFE", 2) || starts_with(source, "\xFE\xFF", 2);
  /* Without a mark, ASCII's zero halves give UTF-16 away. */
  bool halves = source->size >= 2 && (source->text[0] == 0) != (source->text[1] == 0);
  if (!bom && !halves) return true;
  gk_data_fault(run, &gk_msg_data_utf16, 0, 0, NULL);
  return false;
}

static bool check_encoding(struct gk_data_run *run) {
  const struct gk_source *source = run->source;
  size_t bad = gk_utf8_check(source->text, source->size);
  if (bad == source->size) return true;
  if (source->text[bad] == 0) {
    gk_data_fault(run, &gk_msg_data_nul, bad, 1, NULL);
  } else {
    char byte[8];
    snprintf(byte, sizeof byte, "%02X", (unsigned)(unsigned char)source->text[bad]);
    GK_DATA_FAULT(run, &gk_msg_data_utf8, bad, 1, byte);
  }
  return false;
}

/* Control characters are legal in neither format, wherever they stand (RFC 8259, 7; YAML 1.2, 5.1 but for
 * NEL, which it would fold), and the guest drops some silently. */
static bool check_controls(struct gk_data_run *run) {
  const char *text = run->source->text;
  size_t n = run->source->size, faults = run->faults;
  char code[GK_DATA_CODE_TEXT];
  for (size_t i = 0; i < n && gk_data_may_go_on(run); i++) {
    unsigned char byte = (unsigned char)text[i];
    if (byte >= 0x20 && byte != 0x7F && byte != 0xC2) continue;
    if (byte == '\t' || byte == '\n' || byte == '\r') continue;
    bool two = byte == 0xC2;
    uint32_t c = two ? (unsigned char)text[i + 1] : byte; /* C2 80 is U+0080; well-formed, so a byte follows */
    if (gk_data_is_control(c)) GK_DATA_FAULT(run, &gk_msg_data_control, i, two ? 2 : 1, gk_data_code_text(c, code));
  }
  return run->faults == faults;
}

static bool ends_with(const char *name, const char *ending) {
  size_t n = strlen(name), m = strlen(ending);
  if (n < m) return false;
  for (size_t i = 0; i < m; i++) {
    char c = name[n - m + i];
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    if (c != ending[i]) return false;
  }
  return true;
}

static bool is_json(const struct gk_data_run *run, enum gk_data_format format) {
  if (format != GK_DATA_AUTO) return format == GK_DATA_JSON;
  const char *name = run->source->name ? run->source->name : "";
  if (ends_with(name, ".json")) return true;
  if (ends_with(name, ".yaml") || ends_with(name, ".yml")) return false;
  size_t i = run->start;
  while (i < run->source->size && strchr(" \t\r\n", run->source->text[i])) i++;
  return i < run->source->size && (run->source->text[i] == '{' || run->source->text[i] == '[');
}

static bool check_size(struct gk_data_run *run) {
  char size[24], most[24];
  if (run->source->size <= GK_DATA_SIZE_MAX) return true;
  snprintf(size, sizeof size, "%zu", run->source->size);
  snprintf(most, sizeof most, "%zu", GK_DATA_SIZE_MAX);
  GK_DATA_FAULT(run, &gk_msg_data_too_large, 0, 0, size, most);
  return false;
}

static struct gk_value *read(struct gk_data_run *run, bool json) {
  struct gk_feed feed;
  struct gk_value *root = NULL;
  gk_feed_start(&feed);
  if (json ? gk_json_check(run, &feed) : gk_yaml_check_lines(run)) {
    if (gk_feed_prepare(&feed, run))
      root = gk_events_read(run, &feed, !json);
    else
      run->memory = true;
  }
  gk_feed_drop(&feed);
  return root;
}

struct gk_value *gk_data_load(struct gk_arena *arena, const struct gk_source *source, enum gk_data_format format,
                              struct gk_diag_sink *sink) {
  struct gk_data_run run = {.arena = arena, .source = source, .sink = sink};
  struct gk_value *root = NULL;
  if (!check_size(&run) || !check_kind(&run) || !check_encoding(&run)) return NULL;
  /* Some Windows programs begin UTF-8 with a byte order mark; it is no character of the data. */
  if (starts_with(source, "\xEF\xBB\xBF", 3)) run.start = 3;
  if (check_controls(&run)) root = read(&run, is_json(&run, format));
  if (run.memory) gk_report_memory(sink);
  return root;
}
