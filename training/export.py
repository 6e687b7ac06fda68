"""The weights of a run as the package wants them: `python -m training.export RUN FOLDER`.

`model.onnx` with eight-bit weights, one scale a channel; what decoding needs beside it in `heads.npz`.
Products of two activations have no weights and stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import MARK, REL, Encoder, Layer, Network, one, pretrained
from whosays.annotate.model.features import CLUES
from whosays.annotate.model.network import OUTPUTS

_BESIDE = ("kind.weight", "kind.bias", "pair.0.weight", "pair.0.bias", "pair.2.weight")


class Attention(torch.autograd.Function):
    """Self-attention of a whole window as one operation of ONNX Runtime's own."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """[batch, pieces, width] three times -> once; what the tracer sees."""
        return q + k + v

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """What stands in the graph."""
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


def _fused(layer: Layer) -> None:
    def attend(qkv: Tensor, hide: Tensor | None) -> Tensor:
        q, k, v = qkv.chunk(3, -1)
        made: Tensor = Attention.apply(q, k, v, layer.heads)
        return made

    layer.attend = attend  # type: ignore[method-assign]


class Graph(nn.Module):
    """The network up to where decoding goes on."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        for layer in network.encoder.layers:
            _fused(cast(Layer, layer))
        # As they stand in a product, so that they are found and quantised.
        self.rel = nn.Parameter(network.rel.detach().flatten(1).clone())
        self.mark = nn.Parameter(network.mark.detach().flatten(1).clone())

    def forward(self, ids: Tensor, shape: Tensor, clue: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """One window; see `whosays.annotate.model.network`."""
        part = self.network(ids, shape, clue, None, first)
        dependent, head = part["rel"].split(REL, -1)
        made = {
            "arcs": self.network.arcs(part["arc"]),
            "marks": self._marks(part["mark"]),
            "related": (one(dependent) @ self.rel).unflatten(-1, (-1, REL + 1)),
            "head": one(head),
        }
        return tuple(made[name] if name in made else part[name] for name in OUTPUTS)

    def _marks(self, x: Tensor) -> Tensor:
        start, end = x.split(MARK, -1)
        left = (one(start) @ self.mark).unflatten(-1, (-1, MARK + 1))
        return left.transpose(1, 2) @ one(end).transpose(-1, -2).unsqueeze(1)


def load(run: Path) -> Network:
    """The network of a run's checkpoint."""
    saved = torch.load(run / "checkpoint.pt", weights_only=False, map_location="cpu")
    config = json.loads((pretrained() / "config.json").read_text())
    network = Network(saved["relations"], Encoder(config))
    network.load_state_dict(saved["network"])
    return network.eval()


def export(run: Path, folder: Path) -> None:
    """Writes the four files of the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    network = load(run)
    given = (
        torch.randint(1000, 20000, (1, 64)),
        torch.zeros(1, 64, dtype=torch.long),
        torch.zeros(1, 64, len(CLUES)),
        torch.arange(40).unsqueeze(0),
    )
    axes = {name: {1: "pieces"} for name in ("ids", "shape", "clue")}
    axes |= {name: {1: "words"} for name in ("first", *OUTPUTS)}
    axes["arcs"][2] = "words"
    axes["marks"] = {2: "words", 3: "words"}
    whole = run / "float.onnx"
    torch.onnx.export(
        Graph(network),
        given,
        str(whole),
        input_names=["ids", "shape", "clue", "first"],
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    graph = onnx.load(str(whole)).graph
    weights = {each.name for each in graph.initializer}
    apart = [n.name for n in graph.node if n.op_type in ("MatMul", "Gemm") and not set(n.input) & weights]
    small = run / "int8.onnx"
    quantize_dynamic(
        str(whole), str(small), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=apart
    )
    shutil.copy(small, folder / "model.onnx")
    state = network.state_dict()
    np.savez_compressed(
        folder / "heads.npz", **{name: state[name].numpy().astype(np.float16) for name in _BESIDE}
    )
    (folder / "labels.json").write_text(json.dumps({"relations": network.relations}), encoding="utf-8")
    digest(folder)
    shutil.copy(pretrained() / "vocab.txt", folder / "vocab.txt")
    for file in sorted(folder.iterdir()):
        print(f"{file.name:12} {file.stat().st_size / 1e6:6.1f} MB")


def digest(folder: Path) -> None:
    """Notes in `labels.json` which weights these are."""
    made = hashlib.sha256((folder / "model.onnx").read_bytes() + (folder / "heads.npz").read_bytes())
    known = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    labels = {"weights": made.hexdigest()[:16], "relations": known["relations"]}
    (folder / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf-8")


def main() -> None:
    """Reads the arguments and writes the weights."""
    parser = argparse.ArgumentParser(description="The weights of a run as the package wants them.")
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    told = parser.parse_args()
    export(told.run, told.folder)


if __name__ == "__main__":
    main()
