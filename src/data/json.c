/* A scan over JSON text that validates and builds nothing; the values are then built
 * from libfyaml's events as for YAML. It exists because libfyaml's JSON mode takes
 * things that RFC 8259 refuses (comments, several documents, raw control characters,
 * zero-led numbers in places) and answers the rest with one English sentence at the
 * start of a token, whereas an accountant needs “此处缺少逗号”. Depth is checked here
 * before the guest sees the text. Grammar: RFC 8259, 2 to 5. */
#include "data/json.h"

#include <stdio.h>

#include "data/json_scan.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool in_map(const struct gk_json_scan *scan) {
  return scan->depth > 0 && scan->text[scan->opened[scan->depth - 1]] == '{';
}

static void value_done(struct gk_json_scan *scan) { scan->want = scan->depth > 0 ? GK_JSON_COMMA : GK_JSON_END; }

static bool wants_value(const struct gk_json_scan *scan) {
  return scan->want == GK_JSON_VALUE || scan->want == GK_JSON_FIRST_ITEM || scan->want == GK_JSON_ITEM;
}

static bool wants_key(const struct gk_json_scan *scan) {
  return scan->want == GK_JSON_FIRST_KEY || scan->want == GK_JSON_KEY;
}

static bool count_value(struct gk_json_scan *scan) {
  char most[24];
  if (++scan->values <= GK_DATA_VALUES_MAX) return true;
  snprintf(most, sizeof most, "%zu", GK_DATA_VALUES_MAX);
  GK_DATA_FAULT(scan->run, &gk_msg_data_values, scan->at, 1, most);
  return false;
}

static bool open_bracket(struct gk_json_scan *scan) {
  char most[24];
  if (!wants_value(scan)) return gk_json_explain(scan);
  if (scan->depth == GK_DATA_DEPTH_MAX) {
    snprintf(most, sizeof most, "%d", GK_DATA_DEPTH_MAX);
    GK_DATA_FAULT(scan->run, &gk_msg_data_depth, scan->at, 1, most);
    return false;
  }
  if (!count_value(scan)) return false;
  scan->want = scan->text[scan->at] == '{' ? GK_JSON_FIRST_KEY : GK_JSON_FIRST_ITEM;
  scan->opened[scan->depth++] = scan->at++;
  scan->run->memory = !gk_feed_open(scan->feed, scan->at);
  return !scan->run->memory;
}

static bool close_bracket(struct gk_json_scan *scan) {
  bool map = scan->text[scan->at] == '}';
  bool empty = scan->want == (map ? GK_JSON_FIRST_KEY : GK_JSON_FIRST_ITEM);
  if (scan->depth == 0 || in_map(scan) != map || !(empty || scan->want == GK_JSON_COMMA)) return gk_json_explain(scan);
  scan->depth--;
  gk_feed_close(scan->feed, scan->opened[scan->depth] + 1, scan->at);
  scan->token = scan->at++;
  scan->token_end = scan->at;
  value_done(scan);
  return true;
}

static bool string(struct gk_json_scan *scan) {
  bool key = wants_key(scan);
  if (!key && !wants_value(scan)) return gk_json_explain(scan);
  if (!key && !count_value(scan)) return false;
  if (!gk_json_string(scan)) return false;
  if (key)
    scan->want = GK_JSON_COLON;
  else
    value_done(scan);
  return true;
}

static bool colon(struct gk_json_scan *scan) {
  if (scan->want != GK_JSON_COLON) return gk_json_explain(scan);
  scan->want = GK_JSON_VALUE;
  scan->token = scan->at++;
  scan->token_end = scan->at;
  return true;
}

static bool comma(struct gk_json_scan *scan) {
  if (scan->want != GK_JSON_COMMA) return gk_json_explain(scan);
  scan->want = in_map(scan) ? GK_JSON_KEY : GK_JSON_ITEM;
  scan->token = scan->at++;
  scan->token_end = scan->at;
  return true;
}

static bool word(struct gk_json_scan *scan) {
  if (!wants_value(scan)) return gk_json_explain(scan);
  if (!count_value(scan) || !gk_json_word(scan)) return false;
  value_done(scan);
  return true;
}

static bool token(struct gk_json_scan *scan) {
  switch (scan->text[scan->at]) {
    case '{':
    case '[':
      return open_bracket(scan);
    case '}':
    case ']':
      return close_bracket(scan);
    case '"':
      return string(scan);
    case ':':
      return colon(scan);
    case ',':
      return comma(scan);
    default:
      return word(scan);
  }
}

bool gk_json_check(struct gk_data_run *run, struct gk_feed *feed) {
  struct gk_json_scan scan = {.run = run, .feed = feed, .text = run->source->text, .n = run->source->size, .at = run->start};
  size_t faults = run->faults;
  for (;;) {
    while (scan.at < scan.n && is_space(scan.text[scan.at])) scan.at++;
    if (scan.at == scan.n) break;
    if (!token(&scan) || !gk_data_may_go_on(run)) return false;
  }
  if (scan.want != GK_JSON_END) return gk_json_explain(&scan);
  feed->end = scan.token_end;
  return run->faults == faults;
}
