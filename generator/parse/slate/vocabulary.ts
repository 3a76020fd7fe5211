/**
 * The words by which headings, columns and cells are recognised: English as pages of this kind have it, and the one or
 * two usual words each of German, French, Spanish, Portuguese, Italian, Russian, Chinese and Japanese. Lower case,
 * without punctuation. Nothing else is understood; what is not listed here is decided by the cells, or reported.
 */
type Words = readonly string[];

const split = (text: string): Words => text.split(' ');

/** Begins a word that means "parameter". */
export const parameterStems: Words = split('param parám parâm argument abfrageparameter anfrageparameter параметр');

/** Words for "parameter" and "answer" in scripts without blanks; the answer's are looked for first. */
export const parameterSigns: Words = split('参数 參數 パラメータ');
export const responseSigns: Words = split('响应 返回 响應 レスポンス 応答');

/** Heads what is sent only when it stands alone or beside words of no meaning. */
export const requestWords: ReadonlySet<string> = new Set(
  split('request query input inputs anfrage requête solicitud запрос'),
);

export const responseWords: ReadonlySet<string> = new Set(
  split(
    'response responses returns return returned result results output outputs reply ' +
      'antwort rückgabe ergebnis réponse retour respuesta resposta risposta ответ ответа результат',
  ),
);

export const commandWords: ReadonlySet<string> = new Set(
  split('command cmk cloudmonkey usage cli http endpoint url befehl commande comando команда'),
);

/** Stands in headings beside the words above without changing what they mean. */
export const fillerWords: ReadonlySet<string> = new Set(
  split(
    'a an the of for to from in and this its body schema field fields list element elements tag tags attribute attributes ' +
      'object data query required optional mandatory additional accepted available api call string line example url path',
  ),
);

/** Headings with these are about something else, whatever else they hold. */
export const otherWords: ReadonlySet<string> = new Set(
  split(
    'code codes error errors example examples header headers status sample samples enumerated fehler erreurs errores ошибки',
  ),
);

export const yes: ReadonlySet<string> = new Set(
  split(
    'true yes y required mandatory ✓ ✔ ☑ ✅ ja pflicht erforderlich oui obligatoire requis sí obligatorio requerido ' +
      'sim obrigatório sì да обязательно обязательный 是 必填 必选 必須 はい',
  ),
);

export const no: ReadonlySet<string> = new Set(
  split(
    'false no n optional ✗ ✘ ☐ ❌ nein non facultatif optionnel opcional não opzionale facoltativo нет необязательно ' +
      'необязательный 否 可选 任意 いいえ',
  ),
);

/** What a column or a row says: only these headers are known without a look at the cells. */
export const roleWords = {
  name: [
    ...split('name parameter param argument key property attribute element field response variable tag'),
    'parameter name',
    'argument name',
    'element name',
    'field name',
    'property name',
    'attribute name',
    'response name',
    'response element',
    'response field',
    'response tag',
    'query parameter',
    'request parameter',
    ...split(
      'parametername feldname nom paramètre champ nombre parámetro campo nome parâmetro parametro имя параметр поле',
    ),
    ...split('名称 名前 参数 参数名 字段 項目 パラメータ パラメータ名'),
  ],
  description: [
    ...split('description desc meaning details explanation comment comments beschreibung bedeutung descripción'),
    ...split('descrição descrizione описание 描述 说明 説明'),
  ],
  type: ['data type', 'datatype', 'value type', ...split('type typ datentyp tipo тип 类型 型')],
  length: ['max length', 'maximum length', ...split('length maxlength max size länge longueur longitud длина 长度')],
  required: [
    'is required',
    'is mandatory',
    'required optional',
    'optional required',
    ...split('required req mandatory pflicht pflichtfeld erforderlich requis obligatoire requerido obligatorio'),
    ...split('obrigatório obbligatorio обязательный обязательно 必填 必选 必須'),
  ],
  optional: split('optional facultatif optionnel opcional facoltativo необязательный'),
  since: ['since version', 'added in', 'introduced in', 'since', 'seit', 'depuis', 'desde'],
  values: ['allowed values', 'possible values', 'valid values', 'accepted values', 'values', 'enum', 'options'],
} as const satisfies Readonly<Record<string, Words>>;

/** Columns that some pages have and that say nothing of use here. */
export const unusedHeaders: ReadonlySet<string> = new Set([
  ...split('default example examples sample version notes note in location format restrictions 位置 约束'),
  'default value',
  'パラメータ例',
]);

/** Columns that only tables about something else have: status codes, headers, enumerated values. */
export const foreignHeaders: ReadonlySet<string> = new Set([
  ...split('status code header'),
  'error code',
  'status code',
  'http code',
  'http status',
  'response code',
  '状态码',
]);

/** Words for types that CloudStack's documents do not use, and what they mean there without any doubt. */
export const typeSynonyms: ReadonlyMap<string, string> = new Map([
  ['bool', 'boolean'],
  ['str', 'string'],
  ['text', 'string'],
  ['varchar', 'string'],
  ['enum', 'string'],
  ['guid', 'uuid'],
  ['int32', 'integer'],
  ['int64', 'long'],
  ['bigint', 'long'],
  ['datetime', 'date'],
  ['date-time', 'date'],
  ['timestamp', 'date'],
  ['decimal', 'bigdecimal'],
  ['dict', 'map'],
  ['dictionary', 'map'],
  ['hash', 'map'],
  ['hashmap', 'map'],
  ['strings', 'string'],
  ['objects', 'object'],
  ['uuids', 'uuid'],
]);

/** Formats in brackets behind a type, as OpenAPI has them. */
export const typeFormats: ReadonlyMap<string, string> = new Map([
  ['integer int32', 'integer'],
  ['integer int64', 'long'],
  ['number float', 'float'],
  ['number double', 'double'],
  ['string uuid', 'uuid'],
  ['string date', 'date'],
  ['string date-time', 'date'],
  ['string uri', 'url'],
  ['string url', 'url'],
]);
