//! The vocabulary of pages, in both languages. What a page may say belongs here, not into code.
//!
//! Words are compared after [`key`]: lower case, without spaces, marks and brackets.

use super::page::{Cells, Heading, Location};

/// Headings of sections. The longest that fits decides.
pub(super) const HEADINGS: &[(&str, Heading)] = &[
    ("功能介绍", Heading::Function),
    ("功能描述", Heading::Function),
    ("功能说明", Heading::Function),
    ("接口说明", Heading::Function),
    ("function", Heading::Function),
    ("functions", Heading::Function),
    ("functiondescription", Heading::Function),
    ("description", Heading::Function),
    ("调试", Heading::Debugging),
    ("debugging", Heading::Debugging),
    ("onlinedebugging", Heading::Debugging),
    ("调用方法", Heading::Debugging),
    ("如何调用api", Heading::Debugging),
    ("callingmethod", Heading::Debugging),
    ("授权信息", Heading::Debugging),
    ("authorizationinformation", Heading::Debugging),
    ("sdk代码示例", Heading::Debugging),
    ("samplecode", Heading::Debugging),
    ("sdksamplecode", Heading::Debugging),
    ("约束限制", Heading::Constraints),
    ("接口约束", Heading::Constraints),
    ("约束与限制", Heading::Constraints),
    ("约束", Heading::Constraints),
    ("限制条件", Heading::Constraints),
    ("前提条件", Heading::Constraints),
    ("constraints", Heading::Constraints),
    ("constraintsandlimitations", Heading::Constraints),
    ("restrictions", Heading::Constraints),
    ("prerequisites", Heading::Constraints),
    ("notesandconstraints", Heading::Constraints),
    ("uri", Heading::Uri),
    ("url", Heading::Uri),
    ("uri格式", Heading::Uri),
    ("uriformat", Heading::Uri),
    ("请求uri", Heading::Uri),
    ("requesturi", Heading::Uri),
    ("接口uri", Heading::Uri),
    ("requestline", Heading::Uri),
    ("请求", Heading::Request),
    ("请求参数", Heading::Request),
    ("请求消息", Heading::Request),
    ("请求消息头", Heading::Request),
    ("请求消息体", Heading::Request),
    ("请求header参数", Heading::Request),
    ("请求body参数", Heading::Request),
    ("请求参数说明", Heading::Request),
    ("request", Heading::Request),
    ("requests", Heading::Request),
    ("requestmessage", Heading::Request),
    ("requestparameter", Heading::Request),
    ("requestparameters", Heading::Request),
    ("requestheader", Heading::Request),
    ("requestheaders", Heading::Request),
    ("requestbody", Heading::Request),
    ("requestbodyparameters", Heading::Request),
    ("requestheaderparameters", Heading::Request),
    ("响应", Heading::Response),
    ("响应参数", Heading::Response),
    ("响应消息", Heading::Response),
    ("响应消息头", Heading::Response),
    ("响应消息体", Heading::Response),
    ("响应header参数", Heading::Response),
    ("响应body参数", Heading::Response),
    ("响应参数说明", Heading::Response),
    ("返回参数", Heading::Response),
    ("返回消息", Heading::Response),
    ("正常响应", Heading::Response),
    ("异常响应", Heading::Response),
    ("正常响应要素说明", Heading::Response),
    ("异常响应要素说明", Heading::Response),
    ("response", Heading::Response),
    ("responses", Heading::Response),
    ("responsemessage", Heading::Response),
    ("responseparameter", Heading::Response),
    ("responseparameters", Heading::Response),
    ("responseheader", Heading::Response),
    ("responseheaders", Heading::Response),
    ("responsebody", Heading::Response),
    ("responsebodyparameters", Heading::Response),
    ("normalresponse", Heading::Response),
    ("abnormalresponse", Heading::Response),
    ("示例", Heading::Example),
    ("调用示例", Heading::Example),
    ("调用样例", Heading::Example),
    ("example", Heading::Example),
    ("examples", Heading::Example),
    ("请求示例", Heading::RequestExample),
    ("请求样例", Heading::RequestExample),
    ("uri样例", Heading::RequestExample),
    ("uri示例", Heading::RequestExample),
    ("requestexample", Heading::RequestExample),
    ("requestexamples", Heading::RequestExample),
    ("examplerequest", Heading::RequestExample),
    ("examplerequests", Heading::RequestExample),
    ("samplerequest", Heading::RequestExample),
    ("requestsample", Heading::RequestExample),
    ("exampleuri", Heading::RequestExample),
    ("响应示例", Heading::ResponseExample),
    ("响应样例", Heading::ResponseExample),
    ("返回示例", Heading::ResponseExample),
    ("正常响应样例", Heading::ResponseExample),
    ("正常响应示例", Heading::ResponseExample),
    ("异常响应样例", Heading::ResponseExample),
    ("responseexample", Heading::ResponseExample),
    ("responseexamples", Heading::ResponseExample),
    ("exampleresponse", Heading::ResponseExample),
    ("exampleresponses", Heading::ResponseExample),
    ("sampleresponse", Heading::ResponseExample),
    ("responsesample", Heading::ResponseExample),
    ("状态码", Heading::StatusCodes),
    ("返回值", Heading::StatusCodes),
    ("返回码", Heading::StatusCodes),
    ("响应码", Heading::StatusCodes),
    ("statuscode", Heading::StatusCodes),
    ("statuscodes", Heading::StatusCodes),
    ("returnedvalue", Heading::StatusCodes),
    ("returnedvalues", Heading::StatusCodes),
    ("returnvalues", Heading::StatusCodes),
    ("returncode", Heading::StatusCodes),
    ("错误码", Heading::ErrorCodes),
    ("errorcode", Heading::ErrorCodes),
    ("errorcodes", Heading::ErrorCodes),
];

/// Headers of columns.
pub(super) const COLUMNS: &[(&str, Cells)] = &[
    ("参数", Cells::Name),
    ("参数名", Cells::Name),
    ("参数名称", Cells::Name),
    ("名称", Cells::Name),
    ("字段", Cells::Name),
    ("字段名", Cells::Name),
    ("字段名称", Cells::Name),
    ("属性", Cells::Name),
    ("元素", Cells::Name),
    ("header", Cells::Name),
    ("消息头", Cells::Name),
    ("parameter", Cells::Name),
    ("parameters", Cells::Name),
    ("parametername", Cells::Name),
    ("name", Cells::Name),
    ("field", Cells::Name),
    ("fieldname", Cells::Name),
    ("attribute", Cells::Name),
    ("property", Cells::Name),
    ("element", Cells::Name),
    ("headername", Cells::Name),
    ("是否必选", Cells::Required),
    ("是否必须", Cells::Required),
    ("是否必填", Cells::Required),
    ("必选", Cells::Required),
    ("必填", Cells::Required),
    ("必须", Cells::Required),
    ("是否为必选", Cells::Required),
    ("mandatory", Cells::Required),
    ("mandatoryoroptional", Cells::Required),
    ("required", Cells::Required),
    ("optional/mandatory", Cells::Required),
    ("mandatory/optional", Cells::Required),
    ("mandatoryornot", Cells::Required),
    ("类型", Cells::Type),
    ("参数类型", Cells::Type),
    ("数据类型", Cells::Type),
    ("字段类型", Cells::Type),
    ("type", Cells::Type),
    ("parametertype", Cells::Type),
    ("datatype", Cells::Type),
    ("描述", Cells::Description),
    ("说明", Cells::Description),
    ("参数描述", Cells::Description),
    ("参数说明", Cells::Description),
    ("含义", Cells::Description),
    ("备注", Cells::Description),
    ("错误信息", Cells::Description),
    ("错误描述", Cells::Description),
    ("错误码说明", Cells::Description),
    ("中文说明", Cells::Description),
    ("description", Cells::Description),
    ("descriptions", Cells::Description),
    ("parameterdescription", Cells::Description),
    ("meaning", Cells::Description),
    ("remarks", Cells::Description),
    ("remark", Cells::Description),
    ("message", Cells::Description),
    ("errormessage", Cells::Description),
    ("取值范围", Cells::Range),
    ("范围", Cells::Range),
    ("参数范围", Cells::Range),
    ("valuerange", Cells::Range),
    ("range", Cells::Range),
    ("默认值", Cells::Default),
    ("缺省值", Cells::Default),
    ("参数默认值", Cells::Default),
    ("default", Cells::Default),
    ("defaultvalue", Cells::Default),
    ("示例", Cells::Example),
    ("示例值", Cells::Example),
    ("样例", Cells::Example),
    ("example", Cells::Example),
    ("examplevalue", Cells::Example),
    ("参数位置", Cells::Location),
    ("位置", Cells::Location),
    ("location", Cells::Location),
    ("position", Cells::Location),
    ("in", Cells::Location),
    ("状态码", Cells::Status),
    ("响应状态码", Cells::Status),
    ("http状态码", Cells::Status),
    ("响应码", Cells::Status),
    ("返回码", Cells::Status),
    ("返回值", Cells::Status),
    ("statuscode", Cells::Status),
    ("httpstatuscode", Cells::Status),
    ("returnedvalue", Cells::Status),
    ("returnvalue", Cells::Status),
    ("status", Cells::Status),
    ("错误码", Cells::Code),
    ("errorcode", Cells::Code),
    ("请求方法", Cells::Method),
    ("方法", Cells::Method),
    ("method", Cells::Method),
    ("requestmethod", Cells::Method),
    ("httpmethod", Cells::Method),
    ("uri", Cells::Uri),
    ("url", Cells::Uri),
    ("路径", Cells::Uri),
    ("path", Cells::Uri),
];

/// What a caption says of its table, by the words that it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Caption {
    Path,
    Query,
    Header,
    Body,
    Form,
    ResponseHeader,
    ResponseBody,
    StatusCodes,
    ErrorCodes,
    Endpoint,
}

/// Words of captions; the first that a caption holds decides.
pub(super) const CAPTIONS: &[(&str, Caption)] = &[
    ("请求方法以及uri", Caption::Endpoint),
    ("methodanduri", Caption::Endpoint),
    ("methodsanduri", Caption::Endpoint),
    ("响应header", Caption::ResponseHeader),
    ("响应消息头", Caption::ResponseHeader),
    ("响应头", Caption::ResponseHeader),
    ("responseheader", Caption::ResponseHeader),
    ("响应body", Caption::ResponseBody),
    ("响应消息体", Caption::ResponseBody),
    ("响应体", Caption::ResponseBody),
    ("响应参数", Caption::ResponseBody),
    ("响应消息参数", Caption::ResponseBody),
    ("返回消息", Caption::ResponseBody),
    ("返回参数", Caption::ResponseBody),
    ("responsebody", Caption::ResponseBody),
    ("responseparameter", Caption::ResponseBody),
    ("responsemessage", Caption::ResponseBody),
    ("parametersintheresponse", Caption::ResponseBody),
    ("formdata", Caption::Form),
    ("form参数", Caption::Form),
    ("表单参数", Caption::Form),
    ("请求header", Caption::Header),
    ("请求消息头", Caption::Header),
    ("请求头", Caption::Header),
    ("requestheader", Caption::Header),
    ("headerparameter", Caption::Header),
    ("parametersintherequestheader", Caption::Header),
    ("请求body", Caption::Body),
    ("请求消息体", Caption::Body),
    ("请求体", Caption::Body),
    ("请求参数", Caption::Body),
    ("requestbody", Caption::Body),
    ("bodyparameter", Caption::Body),
    ("requestparameter", Caption::Body),
    ("parametersintherequest", Caption::Body),
    ("路径参数", Caption::Path),
    ("pathparameter", Caption::Path),
    ("uriparameter", Caption::Path),
    ("uri参数", Caption::Path),
    ("urlparameter", Caption::Path),
    ("query参数", Caption::Query),
    ("查询参数", Caption::Query),
    ("queryparameter", Caption::Query),
    ("querystring", Caption::Query),
    ("状态码", Caption::StatusCodes),
    ("statuscode", Caption::StatusCodes),
    ("returnedvalue", Caption::StatusCodes),
    ("错误码", Caption::ErrorCodes),
    ("errorcode", Caption::ErrorCodes),
];

/// Captions that say no more than that a table describes something. What is left of a caption
/// without them is the name of an object.
pub(super) const EMPTY_CAPTIONS: &[&str] = &[
    "",
    "参数",
    "参数说明",
    "参数描述",
    "参数列表",
    "要素说明",
    "请求参数说明",
    "说明",
    "parameter",
    "parameters",
    "parameterdescription",
    "parameterdescriptions",
    "description",
    "parameterlist",
    "elements",
];

/// Ends of captions that follow the name of an object.
pub(super) const OBJECT_ENDS: &[&str] = &[
    "字段数据结构说明",
    "数据结构说明",
    "元素结构说明",
    "元素数据结构说明",
    "结构体说明",
    "对象说明",
    "字段说明",
    "属性说明",
    "参数说明",
    "结构说明",
    "字段",
    "参数",
    "对象",
    "说明",
    "datastructuredescription",
    "datastructure",
    "parameterdescription",
    "fielddescription",
    "parameters",
    "parameter",
    "fields",
    "field",
    "structure",
    "object",
    "description",
];

/// Places of parameters.
pub(super) const LOCATIONS: &[(&str, Option<Location>)] = &[
    ("path", Some(Location::Path)),
    ("路径", Some(Location::Path)),
    ("uri", Some(Location::Path)),
    ("query", Some(Location::Query)),
    ("查询", Some(Location::Query)),
    ("header", Some(Location::Header)),
    ("消息头", Some(Location::Header)),
    ("cookie", Some(Location::Cookie)),
    ("body", None),
    ("消息体", None),
];

/// Whether something has to be there.
pub(super) const ANSWERS: &[(&str, bool)] = &[
    ("是", true),
    ("必选", true),
    ("必须", true),
    ("必填", true),
    ("yes", true),
    ("y", true),
    ("m", true),
    ("mandatory", true),
    ("required", true),
    ("true", true),
    ("否", false),
    ("可选", false),
    ("选填", false),
    ("非必选", false),
    ("非必填", false),
    ("no", false),
    ("n", false),
    ("o", false),
    ("optional", false),
    ("false", false),
];

/// Words that announce a status.
pub(super) const STATUS: &[&str] = &[
    "状态码",
    "返回码",
    "响应码",
    "返回值",
    "statuscode",
    "returnedcode",
    "returncode",
    "httpstatus",
];

/// Words for a response that went well.
pub(super) const NORMAL: &[&str] =
    &["正常响应", "正常返回", "normalresponse", "successfulresponse"];

/// Words for a response that did not.
pub(super) const ABNORMAL: &[&str] =
    &["异常响应", "异常返回", "失败响应", "abnormalresponse", "failedresponse", "errorresponse"];

/// Words for "there is nothing to say".
pub(super) const NOTHING: &[&str] = &[
    "",
    "无",
    "none",
    "n/a",
    "na",
    "不涉及",
    "-",
    "--",
    "/",
    "空",
    "null",
    "nil",
    "无默认值",
    "无限制",
    "nodefault",
    "notinvolved",
    "暂无",
];

/// What a label in a description states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Min,
    Max,
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    Length,
    Items,
    Range,
    Enum,
    Default,
    Pattern,
    /// Ends whatever stood before it.
    Other,
}

/// Labels in descriptions; the longest that fits decides.
pub(super) const LABELS: &[(&str, Label)] = &[
    ("最小值", Label::Min),
    ("最大值", Label::Max),
    ("最小长度", Label::MinLength),
    ("最大长度", Label::MaxLength),
    ("长度", Label::Length),
    ("长度范围", Label::Length),
    ("字符长度", Label::Length),
    ("数组长度", Label::Items),
    ("数组元素个数", Label::Items),
    ("最小元素个数", Label::MinItems),
    ("最大元素个数", Label::MaxItems),
    ("取值范围", Label::Range),
    ("取值", Label::Range),
    ("范围", Label::Range),
    ("枚举值", Label::Enum),
    ("枚举", Label::Enum),
    ("可选值", Label::Enum),
    ("可选范围", Label::Enum),
    ("缺省值", Label::Default),
    ("缺省", Label::Default),
    ("默认值", Label::Default),
    ("默认取值", Label::Default),
    ("默认", Label::Default),
    ("正则", Label::Pattern),
    ("正则匹配", Label::Pattern),
    ("正则表达式", Label::Pattern),
    ("参数解释", Label::Other),
    ("约束限制", Label::Other),
    ("约束", Label::Other),
    ("说明", Label::Other),
    ("注意", Label::Other),
    ("minimum", Label::Min),
    ("minimum value", Label::Min),
    ("the minimum value", Label::Min),
    ("maximum", Label::Max),
    ("maximum value", Label::Max),
    ("the maximum value", Label::Max),
    ("minimum length", Label::MinLength),
    ("the minimum length", Label::MinLength),
    ("maximum length", Label::MaxLength),
    ("the maximum length", Label::MaxLength),
    ("length", Label::Length),
    ("length range", Label::Length),
    ("array length", Label::Items),
    ("minimum number of items", Label::MinItems),
    ("maximum number of items", Label::MaxItems),
    ("range", Label::Range),
    ("value range", Label::Range),
    ("the value range", Label::Range),
    ("value", Label::Range),
    ("enumeration", Label::Enum),
    ("enumeration value", Label::Enum),
    ("enumeration values", Label::Enum),
    ("enumerated values", Label::Enum),
    ("enumerated value", Label::Enum),
    ("enum", Label::Enum),
    ("options", Label::Enum),
    ("possible values", Label::Enum),
    ("allowed values", Label::Enum),
    ("default", Label::Default),
    ("default value", Label::Default),
    ("the default value", Label::Default),
    ("defaults", Label::Default),
    ("regular expression", Label::Pattern),
    ("regex", Label::Pattern),
    ("pattern", Label::Pattern),
    ("parameter description", Label::Other),
    ("definition", Label::Other),
    ("description", Label::Other),
    ("constraints", Label::Other),
    ("constraint", Label::Other),
    ("note", Label::Other),
    ("notes", Label::Other),
];

/// Headers that the document's security brings, or the transport: no parameter in OpenAPI.
pub(super) const SECURITY_HEADERS: &[&str] =
    &["x-auth-token", "authorization", "x-sdk-date", "x-security-token"];

/// Headers that no parameter of OpenAPI may describe.
pub(super) const TRANSPORT_HEADERS: &[&str] =
    &["content-type", "accept", "content-length", "host", "user-agent", "connection", "date"];

/// Methods of HTTP.
pub(super) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// A text in the form in which words are compared.
pub(super) fn key(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars().flat_map(narrow) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '*' | ':' | '.' | ',' | '"' | '\'' | '`' | '_' | '#' | '?' | '<' | '>' => {}
            c if c.is_whitespace() || c.is_control() => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Full-width letters and marks as their narrow forms.
pub(super) fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{3000}' | '\u{a0}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        '。' => Some('.'),
        '“' | '”' | '「' | '」' => Some('"'),
        '‘' | '’' => Some('\''),
        '【' => Some('['),
        '】' => Some(']'),
        '–' | '—' | '−' => Some('-'),
        '∼' | '〜' => Some('~'),
        other => Some(other),
    }
}

/// What a table of words says of a text.
pub(super) fn look_up<T: Copy>(table: &[(&str, T)], text: &str) -> Option<T> {
    let wanted = key(text);
    table.iter().find(|(word, _)| *word == wanted).map(|(_, value)| *value)
}

/// Whether a text says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '.', ';', '；']).to_lowercase();
    NOTHING.contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_what_key_makes_of_them() {
        let words = HEADINGS.iter().map(|row| row.0).chain(COLUMNS.iter().map(|row| row.0));
        for word in words.chain(CAPTIONS.iter().map(|row| row.0)).chain(STATUS.iter().copied()) {
            assert_eq!(word, key(word), "no text can be equal to it");
        }
    }

    #[test]
    fn marks_width_and_case_do_not_matter() {
        for text in
            ["**Status Code：**", "status code", "Ｓｔａｔｕｓ　Ｃｏｄｅ", "Status code (HTTP)"]
        {
            assert_eq!(look_up(HEADINGS, text), Some(Heading::StatusCodes), "{text}");
        }
        assert!(is_nothing("无。") && is_nothing("N/A") && !is_nothing("0"));
    }
}
