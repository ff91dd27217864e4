/* libfyaml's event interface, because its document interface compares every key with
 * every other and follows aliases. The parser is iterative, so depth costs it no stack;
 * our own limit stops it at the 65th event that opens something. It prints nothing: its
 * diagnostics are collected and explained by yaml_fault.c. Its marks are byte offsets
 * into the text it was given; quoted scalars are marked between their quotes, empty ones
 * have no mark and get the place where the value would stand. */
#include "data/events.h"

#include <libfyaml.h>
#include <string.h>

#include "data/yaml_fault.h"

struct guest {
  struct gk_tree tree;
  struct gk_data_run *run;
  const struct gk_feed *feed;
  struct fy_diag *diag;
  struct fy_parser *parser;
  bool yaml;
  bool document;  /* one has begun */
  bool ended;     /* the stream ended as it should */
  size_t last;    /* source offset after the last event */
};

static size_t offset_of(const struct guest *guest, const struct fy_mark *mark, size_t otherwise) {
  size_t offset = mark ? gk_feed_source_offset(guest->feed, mark->input_pos) : otherwise;
  return offset <= guest->run->source->size ? offset : guest->run->source->size;
}

static bool open_guest(struct guest *guest) {
  struct fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = NULL;
  quiet.colorize = false;
  guest->diag = fy_diag_create(&quiet);
  if (!guest->diag) return false;
  fy_diag_set_collect_errors(guest->diag, true);
  /* Sloppy flow indentation: a closing bracket in the first column, as every other YAML reader allows.
   * Depth is limited by the tree, with a place and a sentence of our own. */
  unsigned flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DISABLE_DEPTH_LIMIT | FYPCF_SLOPPY_FLOW_INDENTATION |
                   FYPCF_DEFAULT_VERSION_1_2;
  flags |= guest->yaml ? FYPCF_JSON_NONE : FYPCF_JSON_FORCE;
  struct fy_parse_cfg cfg = {.flags = (enum fy_parse_cfg_flags)flags, .diag = guest->diag};
  guest->parser = fy_parser_create(&cfg);
  return guest->parser && fy_parser_set_string(guest->parser, guest->feed->text, guest->feed->size) == 0;
}

static void close_guest(struct guest *guest) {
  if (guest->parser) fy_parser_destroy(guest->parser);
  if (guest->diag) fy_diag_destroy(guest->diag);
}

/* Passes white space, line breaks and comments. */
static size_t skip_blank(const struct guest *guest, size_t i) {
  const char *text = guest->run->source->text;
  size_t n = guest->run->source->size;
  while (i < n) {
    if (text[i] == '#' && (i == 0 || strchr(" \t\r\n", text[i - 1]))) {
      while (i < n && text[i] != '\n') i++;
    } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n') {
      break;
    } else {
      i++;
    }
  }
  return i;
}

/* Where an empty scalar stands: after its key's colon, or at its dash. */
static void place_empty(struct guest *guest, struct gk_tree_scalar *scalar) {
  const char *text = guest->run->source->text;
  size_t n = guest->run->source->size, i = guest->last;
  if (i < n && (text[i] == '"' || text[i] == '\'')) i++; /* the key's closing quote */
  size_t next = skip_blank(guest, i);
  scalar->offset = i;
  scalar->length = 0;
  if (next < n && text[next] == '-') {
    scalar->offset = next;
    scalar->length = 1;
  } else if (next < n && text[next] == ':' && !gk_tree_wants_key(&guest->tree)) {
    scalar->offset = next + 1;
  } else if (next < n && text[next] == ':') {
    scalar->offset = next; /* an empty key: before the colon, which its value still needs */
  }
  guest->last = scalar->offset + scalar->length;
}

/* Block scalars are marked from the start of their first line to the start of the next: keep the characters. */
static void trim_block(const struct guest *guest, struct gk_tree_scalar *scalar) {
  const char *text = guest->run->source->text + scalar->offset;
  size_t from = 0, to = scalar->length;
  while (from < to && strchr(" \t\r\n", text[from])) from++;
  while (to > from && strchr(" \t\r\n", text[to - 1])) to--;
  scalar->offset += from;
  scalar->length = to - from;
}

/* Anchors, aliases and tags are refused where they stand; the value after them is still read. */
static void refuse_property(struct guest *guest, struct fy_token *token, const struct gk_message *message) {
  if (!token) return;
  size_t from = offset_of(guest, fy_token_start_mark(token), guest->last);
  size_t to = offset_of(guest, fy_token_end_mark(token), from);
  if (from > guest->run->start && strchr("&*", guest->run->source->text[from - 1])) from--; /* marked after their sign */
  gk_data_fault(guest->run, message, from, to > from ? to - from : 0, NULL);
}

static bool on_scalar(struct guest *guest, struct fy_event *event) {
  struct fy_token *token = event->scalar.value;
  struct gk_tree_scalar scalar = {.yaml = guest->yaml};
  enum fy_scalar_style style = fy_token_scalar_style(token);
  scalar.text = fy_token_get_text(token, &scalar.n);
  if (!scalar.text) {
    guest->run->memory = true; /* the only way for a token that the parser has accepted */
    return false;
  }
  scalar.plain = style == FYSS_PLAIN;
  const struct fy_mark *start = fy_token_start_mark(token), *end = fy_token_end_mark(token);
  if (!start || !end) {
    place_empty(guest, &scalar);
  } else {
    scalar.offset = offset_of(guest, start, 0);
    guest->last = offset_of(guest, end, 0);
    scalar.length = guest->last > scalar.offset ? guest->last - scalar.offset : 0;
    if (style == FYSS_LITERAL || style == FYSS_FOLDED) trim_block(guest, &scalar);
  }
  /* “年度：2022” alone is one text for YAML, but a map for its writer. */
  if (guest->yaml && scalar.plain && guest->tree.depth == 0 &&
      gk_yaml_explain_lines(guest->run, scalar.offset, scalar.offset + scalar.length))
    return false;
  return gk_tree_scalar(&guest->tree, &scalar);
}

static bool on_open(struct guest *guest, struct fy_event *event, enum gk_value_kind kind, struct fy_token *token) {
  size_t offset = offset_of(guest, fy_event_start_mark(event), guest->last);
  const char *text = guest->run->source->text;
  bool in_text = offset < guest->run->source->size;
  bool flow = in_text && token && (kind == GK_VALUE_MAP ? text[offset] == '{' : text[offset] == '[');
  guest->last = offset + (flow || (in_text && kind == GK_VALUE_LIST && text[offset] == '-') ? 1 : 0);
  return gk_tree_open(&guest->tree, kind, offset, guest->last - offset, flow);
}

static bool on_document(struct guest *guest, struct fy_event *event) {
  struct fy_token *marker = event->document_start.document_start;
  if (marker) guest->last = offset_of(guest, fy_token_end_mark(marker), guest->last);
  if (!guest->document) return guest->document = true;
  gk_data_fault(guest->run, &gk_msg_data_yaml_documents, skip_blank(guest, guest->last), 0, NULL);
  return false;
}

static bool on_alias(struct guest *guest, struct fy_event *event) {
  struct gk_tree_scalar null = {.text = "", .plain = true, .yaml = true};
  refuse_property(guest, event->alias.anchor, &gk_msg_data_yaml_alias);
  null.offset = guest->last = offset_of(guest, fy_event_end_mark(event), guest->last);
  return !gk_tree_wants_key(&guest->tree) && guest->tree.depth > 0 && gk_tree_scalar(&guest->tree, &null);
}

static bool on_close(struct guest *guest, struct fy_event *event) {
  guest->last = offset_of(guest, fy_event_end_mark(event), guest->last);
  return gk_tree_close(&guest->tree);
}

static bool on_event(struct guest *guest, struct fy_event *event) {
  switch (event->type) {
    case FYET_DOCUMENT_START:
      return on_document(guest, event);
    case FYET_MAPPING_START:
      refuse_property(guest, event->mapping_start.anchor, &gk_msg_data_yaml_anchor);
      refuse_property(guest, event->mapping_start.tag, &gk_msg_data_yaml_tag);
      return on_open(guest, event, GK_VALUE_MAP, event->mapping_start.mapping_start);
    case FYET_SEQUENCE_START:
      refuse_property(guest, event->sequence_start.anchor, &gk_msg_data_yaml_anchor);
      refuse_property(guest, event->sequence_start.tag, &gk_msg_data_yaml_tag);
      return on_open(guest, event, GK_VALUE_LIST, event->sequence_start.sequence_start);
    case FYET_SCALAR:
      refuse_property(guest, event->scalar.anchor, &gk_msg_data_yaml_anchor);
      refuse_property(guest, event->scalar.tag, &gk_msg_data_yaml_tag);
      return on_scalar(guest, event);
    case FYET_ALIAS:
      return on_alias(guest, event);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
      return on_close(guest, event);
    case FYET_STREAM_END:
      guest->ended = true;
      return false;
    default:
      return true;
  }
}

/* The guest stopped by itself: it has a complaint, or it could not get memory. */
static void on_failure(struct guest *guest) {
  struct fy_diag_error *error;
  void *iterator = NULL;
  const size_t size = guest->run->source->size;
  while ((error = fy_diag_errors_iterate(guest->diag, &iterator))) {
    if (error->type != FYET_ERROR) continue;
    struct gk_yaml_complaint complaint = {.text = error->msg ? error->msg : ""};
    complaint.from = offset_of(guest, error->fyt ? fy_token_start_mark(error->fyt) : NULL, guest->last);
    complaint.to = offset_of(guest, error->fyt ? fy_token_end_mark(error->fyt) : NULL, complaint.from);
    if (complaint.to < complaint.from) complaint.to = complaint.from;
    if (complaint.to > size) complaint.to = size;
    gk_yaml_explain(&guest->tree, &complaint, guest->yaml);
    return;
  }
  guest->run->memory = true;
}

static void report_empty(struct guest *guest) {
  GK_DATA_FAULT(guest->run, &gk_msg_data_empty, guest->run->start, 0, guest->run->source->name);
}

struct gk_value *gk_events_read(struct gk_data_run *run, const struct gk_feed *feed, bool yaml) {
  struct guest guest = {.run = run, .feed = feed, .yaml = yaml, .last = run->start};
  size_t faults = run->faults;
  gk_tree_start(&guest.tree, run);
  if (!open_guest(&guest)) {
    run->memory = true;
  } else {
    bool going = true, stopped = false;
    while (going) {
      struct fy_event *event = fy_parser_parse(guest.parser);
      stopped = !event;
      going = event && on_event(&guest, event) && gk_data_may_go_on(run);
      fy_parser_event_free(guest.parser, event);
    }
    if (stopped && !guest.ended) on_failure(&guest);
    if (guest.ended && !guest.tree.root && run->faults == faults) report_empty(&guest);
  }
  close_guest(&guest);
  gk_tree_drop(&guest.tree);
  return run->faults == faults && !run->memory && guest.ended ? guest.tree.root : NULL;
}
