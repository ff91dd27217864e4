/* The sentences of the data room: what is wrong, where it helps why, and what to
 * do. Where they are said is decided by the files that report them. */
#include "data/messages.h"

#define GK_DATA_MESSAGE(name, id, zh, en) \
  const struct gk_message gk_msg_data_##name = {"data." id, GK_ERROR, GK_STATUS_INPUT, zh, en}

GK_DATA_MESSAGE(too_large, "too-large", "数据有{1}字节，超过{2}字节的上限。请核对是不是选错了文件。",
                "the data has {1} bytes, more than the limit of {2}; is this the right file?");
GK_DATA_MESSAGE(binary, "binary", "这是Excel、Word或压缩软件的文件，不是JSON或YAML文本。请把数据写成.json或.yaml文件。",
                "this is a file of Excel, Word or an archiver, not JSON or YAML text; write the data as a .json or .yaml file");
GK_DATA_MESSAGE(utf16, "utf16", "文件是UTF-16编码（记事本称“Unicode”）。请另存为UTF-8编码。",
                "the file is encoded in UTF-16; save it as UTF-8");
GK_DATA_MESSAGE(utf8, "utf8", "此处的字节{1}不合UTF-8编码。文件可能是GBK（记事本称“ANSI”）编码，请另存为UTF-8编码。",
                "the byte {1} is not valid UTF-8; the file may be in GBK; save it as UTF-8");
GK_DATA_MESSAGE(nul, "nul", "此处有值为0的字节，文本里不能有。文件可能已损坏，请从原处重新导出。",
                "a zero byte is not text; the file may be damaged, export it again");
GK_DATA_MESSAGE(empty, "empty", "“{1}”没有内容。请写入数据；可以从 layouts 里的 example.json 抄一份改起。",
                "“{1}” is empty; write the data, for example from an example.json in layouts");
GK_DATA_MESSAGE(root, "root", "数据的最外层须是“键: 值”的表（JSON里用花括号括起），这里不是。",
                "the outermost value must be a map of keys and values; this is not");
GK_DATA_MESSAGE(depth, "depth", "嵌套超过{1}层。请减少层次。", "nested deeper than {1} levels");
GK_DATA_MESSAGE(values, "values", "数据项超过{1}个的上限。请核对是不是选错了文件。",
                "more than {1} values; is this the right file?");

GK_DATA_MESSAGE(control, "control-character", "文字里有看不见的控制字符{1}，不能排印。请删去（从别处粘贴时容易带入）。",
                "the text has the control character {1}, which cannot be printed; delete it");
GK_DATA_MESSAGE(full_width, "full-width", "此处写的是中文（全角）的 {1} ，要用半角的 {2} 。请换成英文输入法重写；如果它确是文字的一部分，请用半角双引号把整段文字括起。",
                "this is the full-width {1} where the ASCII {2} is needed; if it belongs to a text, put the text in double quotes");
GK_DATA_MESSAGE(duplicate_key, "duplicate-key", "键“{1}”重复：第{2}行第{3}列已经写过。请删去一处，或者改名。",
                "the key “{1}” is already given at line {2}, column {3}; delete or rename one of them");
GK_DATA_MESSAGE(empty_key, "empty-key", "键是空的。请写明键名。", "the key is empty; give it a name");
GK_DATA_MESSAGE(key_characters, "key-characters", "键里有看不见或改变书写方向的字符{1}。请删去后重写这个键。",
                "the key has the invisible, control or bidirectional character {1}; write the key again without it");
GK_DATA_MESSAGE(key_kind, "key-kind", "键须是一个词，不能是列表或表。", "a key must be a word, not a list or a map");
GK_DATA_MESSAGE(number_range, "number-range", "数“{1}”超出能准确表示的范围（有效数字至多18位，小数至多{2}位）。如果它是编号或代码，请用双引号括起。",
                "the number “{1}” cannot be held exactly (at most 18 digits, {2} of them decimals); if it is a code, quote it");
GK_DATA_MESSAGE(number_zero, "number-leading-zero", "数“{1}”不能以0开头。如果它是编号或代码，请用双引号括起；如果是金额，请去掉前面的0。",
                "the number “{1}” has a leading zero; quote it if it is a code, else remove the zero");
GK_DATA_MESSAGE(number_syntax, "number-syntax", "“{1}”不是数。数写成 -12.5 这样：不写加号、单位和百分号，小数点前后都要有数字；如果是文字，请用双引号括起。",
                "“{1}” is not a number; write it like -12.5 (no plus sign or unit, digits on both sides of the point), or quote it if it is text");
GK_DATA_MESSAGE(number_groups, "number-groups", "数里不能写千位分隔符。请把“{1}”写成“{2}”。",
                "a number has no group separators; write “{1}” as “{2}”");

GK_DATA_MESSAGE(string_open, "string-open", "从这里开始的引号没有结束：缺少后一个引号，或者续行没有缩进。",
                "the quotation that begins here does not end: its closing quote is missing, or its next line is not indented");
GK_DATA_MESSAGE(escape, "escape", "不认识的转义“{1}”。反斜线本身要写成 \\\\ ；可用的转义有 \\\" \\\\ \\/ \\n \\t \\uXXXX 。",
                "unknown escape “{1}”; write a backslash as \\\\ (known: \\\" \\\\ \\/ \\n \\t \\uXXXX)");
GK_DATA_MESSAGE(surrogate, "surrogate", "转义“{1}”只是半个字符（代理码须成对）。请直接写这个字。",
                "the escape “{1}” is half a character (an unpaired surrogate); write the character itself");
GK_DATA_MESSAGE(unclosed, "unclosed", "这里的 {1} 到文件结尾都没有对应的 {2} 。", "this {1} is never closed by {2}");
GK_DATA_MESSAGE(closing, "extra-closing", "多了一个 {1} ，前面没有与它对应的括号。", "{1} closes nothing");

GK_DATA_MESSAGE(json_string_break, "json-string-break", "双引号里的文字在本行没有结束。请补上后一个双引号；文字里要换行时写 \\n 。",
                "the string does not end on this line; add the closing quote, and write line breaks as \\n");
GK_DATA_MESSAGE(json_string_tab, "json-string-tab", "JSON的文字里不能直接有制表符。请改成空格，或者写 \\t 。",
                "a JSON string cannot hold a tab; use a space or write \\t");
GK_DATA_MESSAGE(mismatch, "mismatch", "这里的 {1} 与第{3}行第{4}列的 {2} 不配对。",
                "this {1} does not match the {2} at line {3}, column {4}");
GK_DATA_MESSAGE(json_comma_missing, "json-comma-missing", "此处缺少逗号。前后两项之间要写半角逗号。",
                "a comma is missing here, between two items");
GK_DATA_MESSAGE(comma_extra, "comma-extra", "多了一个逗号。最后一项之后不写逗号，两项之间只写一个。",
                "this comma has no item after it");
GK_DATA_MESSAGE(json_colon_missing, "json-colon-missing", "此处缺少冒号。键“{1}”之后要写半角冒号，再写值。",
                "a colon is missing after the key “{1}”");
GK_DATA_MESSAGE(json_value_missing, "json-value-missing", "此处缺少值。没有值时写 null 。", "a value is missing here; write null for none");
GK_DATA_MESSAGE(json_key_missing, "json-key-missing", "花括号里每一项都要先写键，如 \"年度\": 2022 。", "every item of a map begins with a key, such as \"年度\": 2022");
GK_DATA_MESSAGE(json_unquoted, "json-unquoted", "文字“{1}”没有用双引号括起。", "the text “{1}” is not in double quotes");
GK_DATA_MESSAGE(json_unquoted_key, "json-unquoted-key", "键“{1}”没有用双引号括起。", "the key “{1}” is not in double quotes");
GK_DATA_MESSAGE(json_literal, "json-literal", "JSON里没有“{1}”，请写 {2} 。", "JSON has no “{1}”; write {2}");
GK_DATA_MESSAGE(json_single_quote, "json-single-quote", "JSON的文字要用双引号括起，不能用单引号。", "JSON strings use double quotes, not single quotes");
GK_DATA_MESSAGE(json_comment, "json-comment", "JSON里不能写注释。请删去，或者改用.yaml文件（注释以 # 开头）。",
                "JSON has no comments; delete it or use a .yaml file");
GK_DATA_MESSAGE(json_unexpected, "json-unexpected", "此处不应有“{1}”。", "“{1}” cannot stand here");
GK_DATA_MESSAGE(trailing, "trailing", "数据到前面的右括号已经结束，此后不能再有内容。请核对括号是否多了，或者后面的内容是否写到了外面。",
                "the data ends at the bracket before; nothing may follow it");

GK_DATA_MESSAGE(yaml_tab, "yaml-tab", "缩进用了制表符（Tab）。YAML的缩进只能用空格，请改成空格。",
                "a tab is used for indentation; YAML allows spaces only");
GK_DATA_MESSAGE(yaml_colon_space, "yaml-colon-space", "冒号后面缺少空格。请写成“键: 值”。", "a space is missing after the colon; write “key: value”");
GK_DATA_MESSAGE(yaml_structure, "yaml-structure", "此处读不出“键: 值”。请检查键后有没有半角冒号和空格，以及本行与上下各行的缩进是否对齐。",
                "no “key: value” can be read here; check the colon and its space, and the indentation");
GK_DATA_MESSAGE(yaml_indent, "yaml-indent", "本行的缩进与前面各行对不上。同一层的各项要左对齐，下一层要多缩进。",
                "the indentation of this line fits no line before it; items of one level must be aligned");
GK_DATA_MESSAGE(yaml_comma, "yaml-comma", "此处缺少逗号或右括号。括号里的各项之间要写半角逗号。", "a comma or a closing bracket is missing here");
GK_DATA_MESSAGE(yaml_nested, "yaml-nested", "一行里写了两个冒号。如果冒号是文字的一部分，请用双引号把整段文字括起；否则请把下一层另起一行。",
                "this line has two colons; quote the text, or put the inner map on lines of its own");
GK_DATA_MESSAGE(yaml_dash, "yaml-dash", "列表的“-”不能与键写在同一行，也不能写在括号里。请另起一行并缩进。",
                "the “-” of a list cannot stand on the line of a key or inside brackets; begin a new, indented line");
GK_DATA_MESSAGE(yaml_empty_item, "yaml-empty-item", "此处之前的“-”后面没有内容。请写出内容；没有内容时写 null 。",
                "the “-” before has nothing after it; write its value, or null for none");
GK_DATA_MESSAGE(yaml_reserved, "yaml-reserved", "文字不能以“{1}”开头。请用双引号把整段文字括起。", "a text cannot begin with “{1}”; put it in double quotes");
GK_DATA_MESSAGE(yaml_quoted_tail, "yaml-quoted-tail", "引号结束之后还有文字。请把整段文字放进一对引号里，里面的双引号写成 \\\" 。",
                "text follows the closing quote; put all of it inside one pair of quotes");
GK_DATA_MESSAGE(yaml_block_scalar, "yaml-block-scalar", "“|”或“>”之后的多行文字写法有误。请检查各行的缩进是否一致。",
                "the block of text after “|” or “>” is not well formed; check the indentation of its lines");
GK_DATA_MESSAGE(yaml_comment, "yaml-comment", "注释的“#”之前要有空格。如果“#”是文字的一部分，请用双引号把整段文字括起。",
                "a space is missing before the “#” of the comment; if it is text, put the text in double quotes");
GK_DATA_MESSAGE(yaml_alias, "yaml-alias", "不能用YAML的引用（*）。请写出内容本身；如果星号是文字，请用双引号括起。",
                "YAML aliases (*) are not used here; write the content itself, or quote the text");
GK_DATA_MESSAGE(yaml_anchor, "yaml-anchor", "不能用YAML的锚（&）。如果它是文字的一部分，请用双引号括起。",
                "YAML anchors (&) are not used here; if it is text, quote it");
GK_DATA_MESSAGE(yaml_tag, "yaml-tag", "不能用YAML的标签（!）。如果感叹号是文字的一部分，请用双引号括起。",
                "YAML tags (!) are not used here; if it is text, quote it");
GK_DATA_MESSAGE(yaml_merge, "yaml-merge", "不能用YAML的合并键（<<）。请写出各键本身。", "YAML merge keys (<<) are not used here; write the keys themselves");
GK_DATA_MESSAGE(yaml_directive, "yaml-directive", "不能用YAML的指令（%开头的行）。请删去这一行。", "YAML directives (lines that begin with %) are not used here; delete this line");
GK_DATA_MESSAGE(yaml_documents, "yaml-documents", "一个文件只能有一份数据，此处又开始了一份（--- 或 ... 之后）。请分成两个文件。",
                "one file holds one document; a second one begins here");
GK_DATA_MESSAGE(yaml_line, "yaml-line", "这一行的括号和逗号超过{1}个。请分成多行书写，或者改用.json文件。",
                "this line has more than {1} brackets and commas; break it into lines or use a .json file");
GK_DATA_MESSAGE(yaml_blank, "yaml-blank", "这里有一大片空白（空格、制表符或空行）。请删去。",
                "here is a very long run of white space; delete it");
GK_DATA_MESSAGE(syntax, "syntax", "此处不合{1}的写法。请检查本行与上一行的引号、括号、冒号和缩进。（{2}）", "this is not valid {1} ({2})");
