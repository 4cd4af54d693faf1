"""How well the right evidence was ranked, by the measures of TREC, computed by ir-measures (pytrec_eval)."""

from collections.abc import Sequence

from newsqa.evaluation.runs import CaseRecord

MEASURES = ("recall@10", "MRR", "nDCG@10")


def retrieval_scores(records: Sequence[CaseRecord]) -> list[dict[str, float]]:
    """For each record, recall@10, the reciprocal rank and nDCG@10 of the gold evidence among the ranked sentences.

    Each place that shows the answer is one relevant document; a ranked sentence that overlaps one is that one.
    """
    import ir_measures
    from ir_measures import RR, R, nDCG

    wanted = {R @ 10: "recall@10", RR: "MRR", nDCG @ 10: "nDCG@10"}
    relevant, ranked = {}, {}
    for number, record in enumerate(records):
        places = [place for claim in record.gold for place in claim]
        relevant[str(number)] = {f"gold-{i}": 1 for i in range(len(places))}
        scores: dict[str, float] = {}
        for rank, sentence in enumerate(record.ranking):
            hit = next(
                (
                    f"gold-{i}"
                    for i, place in enumerate(places)
                    if place.article_id == sentence.article_id
                    and place.start < sentence.end
                    and sentence.start < place.end
                ),
                f"other-{rank}",
            )
            # Strictly falling, so that equal probabilities keep the order in which they were ranked.
            scores.setdefault(hit, float(len(record.ranking) - rank))
        ranked[str(number)] = scores
    results: list[dict[str, float]] = [dict.fromkeys(MEASURES, 0.0) for _ in records]
    for metric in ir_measures.iter_calc(list(wanted), relevant, ranked):
        results[int(metric.query_id)][wanted[metric.measure]] = float(metric.value)
    return results
