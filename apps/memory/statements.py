"""The two statements of recall; k1 1.2, b 0.3 and neighbours 0.3 were measured."""

from typing import Final

# What a scope sees. With neither a client nor a source type both sides are null, and it sees
# nothing.
_SCOPED: Final = """
  (p.client_id = %(client)s::uuid or p.source_type = nullif(%(source_type)s::text, ''))"""

# The query is read in the configuration that drops most stop words; on a tie, the first.
_READING: Final = """
  select cfg from unnest(%(languages)s::regconfig[]) with ordinality x(cfg, o)
   order by length(to_tsvector(cfg, %(query)s)), o limit 1"""

# Score: words smoothed over neighbours in the thread, plus meaning, plus the thread as one
# document. `base` is materialized: all passages of the scope, compared exactly, without any
# vector index, whatever the planner would like. Lexemes are quoted by hand because
# quote_literal() writes E'..' around a backslash, which a tsquery does not read.
HYBRID: Final = f"""
with par as materialized (select %(vector)s::halfvec(512) as qe),
ql as materialized (
  select distinct u.lexeme
    from ({_READING}) best, lateral unnest(to_tsvector(best.cfg, %(query)s)) u),
oq as materialized (
  select coalesce(
           string_agg(
             '''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''', ' | '), ''
         )::tsquery as t
    from ql),
base as materialized (
  select p.id, p.thread, p.seq, p.dl, p.tsv, p.tsv @@ oq.t as hit,
         case when p.emb_model = %(model)s then 1 - (p.emb <=> par.qe) end as cos
    from memory_passage p, par, oq where {_SCOPED}),
st as (select count(*)::float8 n, greatest(avg(dl), 1)::float8 al from base),
tl as (select thread, sum(dl)::float8 dl from base group by 1),
tst as (select count(*)::float8 n, greatest(avg(dl), 1)::float8 al from tl),
tf as materialized (
  select b.id, b.thread, b.seq, b.dl, u.lexeme, coalesce(cardinality(u.positions), 1) f
    from base b, lateral unnest(b.tsv) u where b.hit and u.lexeme in (select lexeme from ql)),
df as (select lexeme, count(*) n, count(distinct thread) tn from tf group by 1),
idf as materialized (
  select ql.lexeme, ln(1 + (st.n - coalesce(df.n, 0) + .5) / (coalesce(df.n, 0) + .5)) w,
         ln(1 + (tst.n - coalesce(df.tn, 0) + .5) / (coalesce(df.tn, 0) + .5)) tw
    from ql cross join st cross join tst left join df using (lexeme)),
ideal as (
  select greatest(2.2 * sum(w), 1e-9) m, greatest(2.2 * sum(tw), 1e-9) tm, count(*) words
    from idf),
lex as (
  select tf.thread, tf.seq, sum(idf.w * tf.f * 2.2 / (tf.f + 1.2 * (.7 + .3 * tf.dl / st.al))) s
    from tf join idf using (lexeme), st group by 1, 2),
cover as (select id, count(*) n from tf group by 1),
sm as (
  select thread, seq + d.o as seq, sum(s * d.w) s
    from lex, (values (-2,.3),(-1,.3),(0,1.0),(1,.3),(2,.3)) d(o, w) group by 1, 2),
th as (
  select x.thread, sum(idf.tw * f * 2.2 / (f + 1.2 * (.7 + .3 * tl.dl / tst.al))) s
    from (select thread, lexeme, sum(f)::float8 f from tf group by 1, 2) x
    join idf using (lexeme) join tl using (thread), tst group by 1),
scored as (
  select b.id, b.cos, coalesce(sm.s, 0) / ideal.m as lex, coalesce(th.s, 0) / ideal.tm as thr,
         coalesce(cover.n, 0)::float8 / greatest(ideal.words, 1) as cover
    from base b cross join ideal left join sm using (thread, seq) left join th using (thread)
    left join cover using (id)),
best as (
  select *, lex + .5 * greatest(coalesce(cos, 0), 0) + .4 * thr as score from scored
   order by score desc, id limit %(k)s)
select p.id, p.source_type, p.source_id, p.head, p.body, p.trust,
       best.score, best.lex, best.thr, best.cos, best.cover
  from best join memory_passage p using (id) where best.score > 0 order by best.score desc, p.id
"""  # noqa: S608 - put together from constants only

# Every word of the query in one passage, each read in the passage's own language. The latest
# first: no score has a say in it.
EXACT: Final = f"""
select p.id, p.source_type, p.source_id, p.head, p.body, p.trust
  from memory_passage p
 where {_SCOPED} and p.tsv @@ plainto_tsquery(p.language, %(query)s)
 order by p.created_at desc, p.id desc limit %(k)s
"""  # noqa: S608 - put together from constants only
