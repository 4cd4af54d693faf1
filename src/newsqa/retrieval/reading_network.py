"""The network of the reader. It imports torch: load it late."""

import torch
from torch import nn
from transformers import BertModel

LEAST = -1e4  # in place of minus infinity


class ReaderNetwork(nn.Module):
    """An encoder that reads question and sentences together, with heads that say what of it answers.

    A sentence's score is the log-mean-exp of one score of its tokens, for which one telling word is enough, and the
    mean of another; "nothing here answers" has a score of its own. The start and the end of the answering words are
    scored token by token (Devlin et al. 2019). `hint` marks words that stand on both sides (the exact match of Chen
    et al. 2017), which the encoder would else have to learn to see.
    """

    def __init__(self, encoder: BertModel) -> None:
        super().__init__()
        width = encoder.config.hidden_size
        self.encoder = encoder
        self.hint = nn.Embedding(2, width)
        nn.init.zeros_(self.hint.weight)
        self.hidden = nn.Linear(width, width)
        self.token = nn.Linear(width, 1)
        self.mean = nn.Linear(width, 1)
        self.nothing = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.ends = nn.Linear(width, 2)

    def forward(
        self,
        ids: torch.Tensor,
        mask: torch.Tensor,
        segments: torch.Tensor,
        sentences: torch.Tensor,
        hints: torch.Tensor,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Scores (log-odds up to a constant a row) of nothing and of each sentence, and of starts and ends.

        Args:
            ids: of word pieces, shape (rows, pieces), as are the others.
            mask: 1 for pieces, 0 for padding.
            segments: 0 for the question, 1 for what is read.
            sentences: the number of the sentence that a piece is of, or -1.
            hints: 1 for pieces of words that stand on both sides.

        Returns:
            Shape (rows, 1 + sentences), nothing first; and shape (rows, pieces, 2).
        """
        embedded = self.encoder.embeddings.word_embeddings(ids) + self.hint(hints)
        output = self.encoder(inputs_embeds=embedded, attention_mask=mask, token_type_ids=segments)
        vectors = output.last_hidden_state
        hidden = nn.functional.gelu(self.hidden(vectors))
        token, mean = self.token(hidden)[..., 0].float(), self.mean(hidden)[..., 0].float()
        numbers = torch.arange(int(sentences.max()) + 1)
        is_inside = sentences[:, None, :] == numbers[None, :, None]
        count = is_inside.sum(dim=2)
        log_sum = torch.where(is_inside, token[:, None], torch.tensor(LEAST)).logsumexp(dim=2)
        scores = log_sum - count.clamp(min=1).log() + (is_inside * mean[:, None]).sum(dim=2) / count.clamp(min=1)
        nothing = self.nothing(vectors[:, 0]).float()
        return torch.cat([nothing, scores.masked_fill(count == 0, LEAST)], dim=1), self.ends(hidden).float()
