/* Decides which field each key of a map means: its canonical name, one of its
 * aliases, or, for the message, the nearest of them. A field whose name was
 * probably misspelt is INVALID rather than MISSING: one slip, one message. */
#include <string.h>

#include "bind/facts.h"
#include "bind/messages.h"

/* The nearest spelling among the fields that pass the test; sets *field. */
struct candidates { const char **words; const struct gk_field **fields; size_t count; };

static void candidates_add(struct candidates *c, const struct gk_field *field) {
  c->words[c->count] = field->name;
  c->fields[c->count++] = field;
  for (size_t a = 0; a < field->alias_count; a++) {
    c->words[c->count] = field->aliases[a];
    c->fields[c->count++] = field;
  }
}

/* pass 0: absent and necessary; 1: absent; 2: any */
static bool fits(const struct gk_field *field, const struct gk_value *given, int pass) {
  if (pass == 2) return true;
  if (given) return false;
  return pass == 1 || (!field->optional && !field->formula);
}

static const char *nearest(struct gk_facts *facts, const struct gk_field *group, const struct gk_value **values, const char *key,
                           const struct gk_field **field) {
  size_t most = 0;
  for (size_t i = 0; i < group->field_count; i++) most += 1 + group->fields[i]->alias_count;
  struct candidates c = {gk_arena_array(facts->arena, most + 1, sizeof(char *)), gk_arena_array(facts->arena, most + 1, sizeof(void *)), 0};
  if (!c.words || !c.fields) return NULL;
  for (int pass = 0; pass < 3; pass++) {
    c.count = 0;
    for (size_t i = 0; i < group->field_count; i++)
      if (fits(group->fields[i], values[i], pass)) candidates_add(&c, group->fields[i]);
    const char *word = gk_nearest(key, c.words, c.count);
    if (!word) continue;
    for (size_t i = 0; i < c.count; i++)
      if (strcmp(c.words[i], word) == 0) {
        *field = c.fields[i];
        return word;
      }
  }
  return NULL;
}

static const char *all_names(struct gk_facts *facts, const struct gk_field *group, const char *between, struct gk_diag_sink *sink) {
  struct gk_buf names;
  gk_buf_init(&names, 1 << 20);
  for (size_t i = 0; i < group->field_count; i++) {
    if (i) gk_buf_add_string(&names, between);
    gk_buf_add_string(&names, group->fields[i]->name);
  }
  return gk_facts_take(facts, &names, sink);
}

/* Beyond these a file is of another kind altogether, and hints would only cost. */
#define HINTS_MOST 1000

static void unknown(struct gk_facts *facts, struct gk_fact *group, const struct gk_entry *entry, const struct gk_value **values,
                    struct gk_diag_sink *sink) {
  struct gk_arena *arena = facts->arena;
  if (++facts->unknown_keys > HINTS_MOST) {
    gk_report(sink, &gk_msg_model_unknown_key, entry->key_place, gk_place_none(), entry->key, "数据里", "", "the data", "");
    return;
  }
  const struct gk_field *field = NULL;
  const char *word = nearest(facts, group->field, values, entry->key, &field);
  const char *hint_zh, *hint_en;
  if (word) {
    bool taken = values[field->index] != NULL;
    hint_zh = gk_arena_printf(arena, taken ? "与它相近的“%s”已经写了；多余的请删去。" : "您是不是要写“%s”？", word);
    hint_en = gk_arena_printf(arena, taken ? "The near key “%s” is there already; delete what is not needed" : "Did you mean “%s”?", word);
    if (!taken) {
      struct gk_fact *suspect = gk_fact_child(facts, group, field);
      if (suspect) suspect->state = GK_STATE_INVALID;
    }
  } else {
    hint_zh = gk_arena_printf(arena, "可以写的有：%s。", all_names(facts, group->field, "、", sink));
    hint_en = gk_arena_printf(arena, "It may have: %s", all_names(facts, group->field, ", ", sink));
  }
  const char *path = gk_fact_path(facts, group);
  const char *where_zh = *path ? gk_arena_printf(arena, "“%s”里", path) : "数据的最外层";
  const char *where_en = *path ? gk_arena_printf(arena, "“%s”", path) : "the outermost level";
  gk_report(sink, &gk_msg_model_unknown_key, entry->key_place, gk_place_none(), entry->key, gk_or_empty(where_zh), gk_or_empty(hint_zh),
            gk_or_empty(where_en), gk_or_empty(hint_en));
}

static void twice(struct gk_facts *facts, const struct gk_field *field, const struct gk_entry *first, const struct gk_entry *second,
                  struct gk_diag_sink *sink) {
  struct gk_position at = gk_place_position(first->key_place);
  const char *name = first->key_place.source ? first->key_place.source->name : "";
  const char *place = gk_arena_printf(facts->arena, "%s:%u:%u", name, at.line, at.column);
  gk_report(sink, &gk_msg_model_alias_twice, second->key_place, gk_place_none(), first->key, second->key, field->name, gk_or_empty(place));
}

void gk_keys_match(struct gk_facts *facts, struct gk_fact *group, const struct gk_value *map, const struct gk_value **values,
                   struct gk_diag_sink *sink) {
  const struct gk_field *field = group->field;
  const struct gk_entry **entries = gk_arena_array(facts->scratch, field->field_count + 1, sizeof(const struct gk_entry *));
  size_t known = 0;
  if (!entries) return;
  for (size_t k = 0; k < map->count; k++) {
    const struct gk_entry *entry = &map->entries[k];
    const struct gk_field *found = gk_field_lookup_alias(field, entry->key, strlen(entry->key));
    if (!found) continue;
    size_t i = found->index;
    known++;
    if (entries[i]) {
      twice(facts, found, entries[i], entry, sink);
    } else {
      entries[i] = entry;
      values[i] = entry->value;
    }
  }
  /* Unknown keys come second: what is near to them depends on what is absent. */
  for (size_t k = 0; k < map->count && known < map->count; k++)
    if (!gk_field_lookup_alias(field, map->entries[k].key, strlen(map->entries[k].key)))
      unknown(facts, group, &map->entries[k], values, sink);
}
