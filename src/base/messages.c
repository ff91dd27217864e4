/* The sentences of the base room. Where they are said is decided by the files that
 * report them. */
#include "base/messages.h"

const struct gk_message gk_msg_memory = {"memory.exhausted", GK_ERROR, GK_STATUS_MEMORY, "内存不足，没有完成。请关闭其他程序后再试。",
                                         "out of memory; close other programs and try again"};

const struct gk_message gk_msg_file_unreadable = {"file.unreadable", GK_ERROR, GK_STATUS_IO, "不能读取“{1}”：{2}。", "cannot read “{1}”: {3}"};
const struct gk_message gk_msg_file_directory = {"file.directory", GK_ERROR, GK_STATUS_IO, "“{1}”是文件夹，这里要的是文件。",
                                                 "“{1}” is a folder; a file is needed here"};
const struct gk_message gk_msg_file_too_large = {"file.too-large", GK_ERROR, GK_STATUS_INPUT,
                                                 "“{1}”超过{2}字节的上限。请核对是不是选错了文件。", "“{1}” is larger than the limit of {2} bytes; is this the right file?"};
const struct gk_message gk_msg_file_unwritable = {"file.unwritable", GK_ERROR, GK_STATUS_IO, "不能写出“{1}”：{2}。原有的文件（如有）没有改动。",
                                                  "cannot write “{1}”: {3}; the older file, if any, is as it was"};
/* The same faults where there is no older file (a device, a pipe) or no name. */
const struct gk_message gk_msg_file_stream = {"file.unwritable", GK_ERROR, GK_STATUS_IO, "没有写完“{1}”：{2}。", "cannot write all of “{1}”: {3}"};
const struct gk_message gk_msg_file_stdin = {"file.unreadable", GK_ERROR, GK_STATUS_IO, "不能读取标准输入：{2}。", "cannot read standard input: {3}"};
const struct gk_message gk_msg_file_stdout = {"file.unwritable", GK_ERROR, GK_STATUS_IO, "没有写完标准输出：{2}。", "cannot write all of standard output: {3}"};

#define XML_MESSAGE(name, id, zh, en) \
  const struct gk_message gk_msg_xml_##name = {"xml." id, GK_ERROR, GK_STATUS_INPUT, zh, en}

XML_MESSAGE(too_large, "too-large", "“{1}”超过{2}字节的上限。请核对是不是选错了文件。", "“{1}” is larger than the limit of {2} bytes; is this the right file?");
XML_MESSAGE(utf8, "utf8", "从这里起不是合格的UTF-8字符。文件可能是GBK（记事本称“ANSI”）编码，请另存为UTF-8编码。",
            "malformed UTF-8 from here on; the file may be in GBK; save it as UTF-8");
XML_MESSAGE(encoding, "encoding", "文件的编码须是UTF-8，这里是“{1}”。请另存为UTF-8编码，并把声明改成 encoding=\"UTF-8\" 或删去。",
            "the encoding must be UTF-8, here it is “{1}”; save the file as UTF-8 and declare that, or nothing");
XML_MESSAGE(empty, "empty", "文件里没有任何元素。", "the file has no element");
XML_MESSAGE(doctype, "doctype", "不接受DOCTYPE和实体声明，请删去。", "DOCTYPE and entity declarations are refused; delete them");
XML_MESSAGE(depth, "depth", "元素嵌套超过{1}层。请减少层次。", "elements are nested deeper than {1}");
XML_MESSAGE(colon, "namespace", "名称“{1}”里有冒号。这里不用命名空间，请去掉冒号和它前面的部分。",
            "the name “{1}” has a colon; namespaces are not used here");

XML_MESSAGE(mismatch, "mismatch", "结束标签 </{1}> 与开始标签不配：还没有结束的是第{3}行第{4}列的 <{2}>。请写 </{2}>，或者补上、删去一个标签。",
            "</{1}> does not match: the open element is <{2}> of line {3}, column {4}");
XML_MESSAGE(unclosed, "unclosed", "到文件末尾，第{2}行第{3}列的 <{1}> 还没有结束。请补上 </{1}>。",
            "the file ends while <{1}> of line {2}, column {3} is open; add </{1}>");
XML_MESSAGE(unfinished, "unfinished", "从这里开始的标签、注释或CDATA到文件末尾也没有写完。请检查引号和尖括号是否成对。",
            "the tag, comment or CDATA section that begins here is never finished; check quotes and angle brackets");
XML_MESSAGE(before_root, "before-root", "第一个元素之前只能有声明和注释，不能有别的内容。", "only a declaration and comments may stand before the first element");
XML_MESSAGE(after_root, "after-root", "最外层的元素 <{1}> 已经结束，后面不能再有内容。请检查结束标签是否写早了。",
            "the outermost element <{1}> has ended; nothing may follow it");
XML_MESSAGE(declaration, "declaration", "XML声明不对：它只能在文件最前面（前面不能有空格、空行），写作 <?xml version=\"1.0\" encoding=\"UTF-8\"?>。",
            "the XML declaration is wrong: it stands at the very beginning, as <?xml version=\"1.0\" encoding=\"UTF-8\"?>");

XML_MESSAGE(duplicate, "duplicate-attribute", "属性“{1}”在同一个标签里写了两次。请删去一处。", "the attribute “{1}” is given twice; delete one");
XML_MESSAGE(attribute, "attribute", "标签里，这里应写 属性名=\"值\"，属性之间用空格隔开，最后是 > 或 />。",
            "in a tag, NAME=\"VALUE\" is expected here, with spaces between attributes and > or /> at the end");
XML_MESSAGE(quotes, "quotes", "属性值没有用引号括起。请写成 属性名=\"值\"。", "the attribute's value is not in quotes; write NAME=\"VALUE\"");
XML_MESSAGE(full_width, "full-width", "标签里用了中文（全角）的 {1} ，要用半角的 {2} 。请换成英文输入法重写。", "a tag has the full-width {1} where the ASCII {2} is needed");
XML_MESSAGE(less_than, "less-than", "这里的 < 不是标签的开始。文字里的小于号要写成 &lt;；在属性值里也可能是前面的引号没有配对。",
            "this < begins no tag; write &lt; for the character; in a value, check that the quote before it is closed");
XML_MESSAGE(ampersand, "ampersand", "这里的 & 不是实体的开始。要写这个字符，请写成 &amp;。", "this & begins no entity; write &amp; for the character");
XML_MESSAGE(entity, "entity", "没有实体“{1}”。可用的只有 &lt; &gt; &amp; &quot; &apos; 和 &#数字;；不换行空格写作 &#160;。",
            "there is no entity “{1}”, only &lt; &gt; &amp; &quot; &apos; and &#NUMBER;; a no-break space is &#160;");
XML_MESSAGE(reference, "character-reference", "“{1}”不是合格的字符。", "“{1}” is not a character that XML allows");
XML_MESSAGE(control, "control-character", "这里有控制字符{1}，XML里不能有。请删去（从别处粘贴时容易带入）。", "the control character {1} is not allowed in XML; delete it");
XML_MESSAGE(comment, "comment", "注释里不能有两个连着的减号 --，结尾须是 -->。", "a comment must not contain --, and ends with -->");
XML_MESSAGE(cdata_end, "cdata-end", "文字里不能直接写 ]]>，请写成 ]]&gt;。", "text must not contain ]]>; write ]]&gt;");
XML_MESSAGE(syntax, "syntax", "这里不合XML的写法。请检查尖括号、引号是否成对，是不是半角。", "this is not well-formed XML; check angle brackets and quotes");
