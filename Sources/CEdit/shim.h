#include <histedit.h>

/* el_set, el_get and history take variable arguments, which Swift can't call: one wrapper each. */

typedef char *till_edit_prompt(EditLine *);
typedef unsigned char till_edit_command(EditLine *, int);
typedef int till_edit_reader(EditLine *, wchar_t *);

static inline int till_edit_set_owner(EditLine *editor, void *owner) {
  return el_set(editor, EL_CLIENTDATA, owner);
}

static inline void *till_edit_owner(EditLine *editor) {
  void *owner = 0;
  return el_get(editor, EL_CLIENTDATA, &owner) == 0 ? owner : 0;
}

/* `mark` stands on both sides of what takes no room in the prompt, such as a colour. */
static inline int till_edit_set_prompt(EditLine *editor, till_edit_prompt *prompt, char mark) {
  return el_set(editor, EL_PROMPT_ESC, prompt, mark);
}

static inline int till_edit_set_keys(EditLine *editor, const char *name) {
  return el_set(editor, EL_EDITOR, name);
}

static inline int till_edit_set_history(EditLine *editor, History *past) {
  return el_set(editor, EL_HIST, history, past);
}

static inline int till_edit_set_reader(EditLine *editor, till_edit_reader *reader) {
  return el_set(editor, EL_GETCFN, reader);
}

static inline int till_edit_add_command(
    EditLine *editor, const char *name, const char *about, till_edit_command *command) {
  return el_set(editor, EL_ADDFN, name, about, command);
}

static inline int till_edit_bind(EditLine *editor, const char *key, const char *command) {
  return el_set(editor, EL_BIND, key, command, (char *)0);
}

/* `which`: -d for while a line is edited, -x for between lines. */
static inline int till_edit_set_terminal(
    EditLine *editor, const char *which, const char *mode) {
  return el_set(editor, EL_SETTY, which, mode, (char *)0);
}

static inline int till_history_set_size(History *past, int lines) {
  HistEvent event;
  return history(past, &event, H_SETSIZE, lines);
}

static inline int till_history_set_unique(History *past, int unique) {
  HistEvent event;
  return history(past, &event, H_SETUNIQUE, unique);
}

static inline int till_history_enter(History *past, const char *line) {
  HistEvent event;
  return history(past, &event, H_ENTER, line);
}
