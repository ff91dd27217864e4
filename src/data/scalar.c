/* Decides the kind of a scalar and what its characters may be. Numbers are those of
 * RFC 8259, 6 in both formats: YAML's 012, 0x1F, .5 and 1_000 are strings, because an
 * accountant who writes 012 means a code. Booleans and null follow the YAML 1.2 core
 * schema (10.3.2); strict JSON was enforced before. */
#include "data/scalar.h"

#include <stdio.h>
#include <string.h>

#include "data/chars.h"

static size_t digits(const char *text, size_t n, size_t i) {
  while (i < n && text[i] >= '0' && text[i] <= '9') i++;
  return i;
}

size_t gk_data_number_length(const char *text, size_t n) {
  size_t i = n > 0 && text[0] == '-' ? 1 : 0;
  size_t end = digits(text, n, i);
  if (end == i) return 0;
  if (text[i] == '0') end = i + 1;
  if (end + 1 < n && text[end] == '.') {
    size_t fraction = digits(text, n, end + 1);
    if (fraction > end + 1) end = fraction;
  }
  if (end + 1 < n && (text[end] == 'e' || text[end] == 'E')) {
    size_t sign = end + 1 + (text[end + 1] == '+' || text[end + 1] == '-');
    size_t exponent = digits(text, n, sign);
    if (exponent > sign) end = exponent;
  }
  return end;
}

static bool is_one_of(const struct gk_tree_scalar *scalar, const char *const *words) {
  for (; *words; words++)
    if (strlen(*words) == scalar->n && memcmp(*words, scalar->text, scalar->n) == 0) return true;
  return false;
}

/* The kind of an unquoted scalar. */
static enum gk_value_kind plain_kind(const struct gk_tree_scalar *scalar, bool *boolean) {
  static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
  static const char *const trues[] = {"true", "True", "TRUE", NULL};
  static const char *const falses[] = {"false", "False", "FALSE", NULL};
  if (is_one_of(scalar, nulls)) return GK_VALUE_NULL;
  if ((*boolean = is_one_of(scalar, trues)) || is_one_of(scalar, falses)) return GK_VALUE_BOOL;
  if (scalar->n > 0 && gk_data_number_length(scalar->text, scalar->n) == scalar->n) return GK_VALUE_NUMBER;
  return GK_VALUE_STRING;
}

/* The source bytes of character i of a text: exact when the text stands in the source as it is, else the whole scalar. */
static void fault_at(struct gk_data_run *run, const struct gk_message *message, const struct gk_tree_scalar *scalar,
                     size_t i, size_t length, const char *arg) {
  bool same = scalar->n == scalar->length && memcmp(run->source->text + scalar->offset, scalar->text, scalar->n) == 0;
  GK_DATA_FAULT(run, message, same ? scalar->offset + i : scalar->offset, same ? length : scalar->length, arg);
}

/* Reports the first bad character of a text, if any. Looks at decoded characters, because an escape can make what the
 * bytes of the source do not show. */
static void check_characters(struct gk_data_run *run, const struct gk_tree_scalar *scalar,
                             const struct gk_message *message, bool (*bad)(uint32_t)) {
  char code[GK_DATA_CODE_TEXT];
  for (size_t i = 0; i < scalar->n;) {
    size_t at = i;
    unsigned char byte = (unsigned char)scalar->text[i];
    if (byte >= 0x20 && byte < 0x7F) {
      i++;
      continue;
    }
    uint32_t c = gk_utf8_next(scalar->text, scalar->n, &i);
    if (c == GK_UTF8_BAD) /* the source is well-formed: only an escape of half a surrogate pair gives this */
      fault_at(run, &gk_msg_data_surrogate, scalar, at, 1, "\\uD800–\\uDFFF");
    else if (bad(c))
      fault_at(run, message, scalar, at, i - at, gk_data_code_text(c, code));
    else
      continue;
    return;
  }
}

static void read_number(struct gk_data_run *run, const struct gk_tree_scalar *scalar, struct gk_value *value) {
  char most[8];
  enum gk_decimal_result result = gk_decimal_parse(scalar->text, scalar->n, &value->number);
  if (result == GK_DECIMAL_OK) return;
  snprintf(most, sizeof most, "%d", GK_DECIMAL_SCALE_MAX);
  GK_DATA_FAULT(run, result == GK_DECIMAL_RANGE ? &gk_msg_data_number_range : &gk_msg_data_number_syntax, scalar->offset,
                scalar->length, value->text, most);
}

bool gk_data_scalar_read(struct gk_data_run *run, const struct gk_tree_scalar *scalar, struct gk_value *value) {
  value->kind = scalar->plain ? plain_kind(scalar, &value->boolean) : GK_VALUE_STRING;
  value->text = gk_arena_strndup(run->arena, scalar->text, scalar->n);
  value->size = scalar->n;
  if (!value->text) {
    run->memory = true;
    return false;
  }
  if (value->kind == GK_VALUE_NUMBER) read_number(run, scalar, value);
  if (value->kind == GK_VALUE_STRING) check_characters(run, scalar, &gk_msg_data_control, gk_data_is_control);
  return true;
}

const char *gk_data_scalar_key(struct gk_data_run *run, const struct gk_tree_scalar *scalar) {
  if (scalar->n == 0) {
    gk_data_fault(run, &gk_msg_data_empty_key, scalar->offset, scalar->length, NULL);
    return "";
  }
  size_t faults = run->faults;
  if (scalar->yaml && scalar->plain) {
    size_t colon = gk_data_find_full_width_colon(scalar->text, scalar->n);
    /* “年度：2022” without a quote is a mapping that was meant, never a key of a budget. */
    if (colon < scalar->n) {
      bool same = scalar->n == scalar->length;
      GK_DATA_FAULT(run, &gk_msg_data_full_width, same ? scalar->offset + colon : scalar->offset,
                    same ? 3 : scalar->length, "：", ":");
    } else if (scalar->n == 2 && memcmp(scalar->text, "<<", 2) == 0) {
      gk_data_fault(run, &gk_msg_data_yaml_merge, scalar->offset, scalar->length, NULL);
    }
  }
  check_characters(run, scalar, &gk_msg_data_key_characters, gk_data_is_bad_in_key);
  size_t length;
  const char *key = run->faults == faults ? gk_text_nfc(run->arena, scalar->text, scalar->n, &length)
                                          : gk_arena_strndup(run->arena, scalar->text, scalar->n);
  if (!key) run->memory = true;
  return key;
}
