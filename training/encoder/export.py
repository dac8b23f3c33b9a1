"""From torch to ONNX: weights kept in 8 or 16 bits, arithmetic in single precision, one text of any length to a window.

Weights are a quarter of their size in the bundle and become floats again when the model is loaded. Quantising the
activations too would be about twice as fast on a CPU with VNNI, but its answers depend on the kernels: on one that has
AVX2 only, the logits of the same text moved by up to 2.3, with weights held to 7 bits by up to 0.8. Kept in floats they
move by less than 0.00001, so that an old laptop and a server give the same level.
"""

import tempfile
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.encoder.net import Net

OPSET = 18
_SAMPLE_LENGTH = 16
_SMALLEST = 4_096  # weights; what is smaller stays as it is


class _Single(nn.Module):
    """One text without padding: no mask to pass."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.net(pieces, torch.ones_like(pieces))
        return logits


def to_onnx(net: Net, window: int) -> bytes:
    """The network with small weights; input `pieces` (1 × length), output `logits` (1 × heads)."""
    net.eval()
    sample = torch.full((1, _SAMPLE_LENGTH), 5, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own deprecations
        file = Path(folder) / "full.onnx"
        length = torch.export.Dim("length", min=2, max=window)
        program = torch.onnx.export(
            _Single(net),
            (sample,),
            input_names=["pieces"],
            output_names=["logits"],
            dynamic_shapes={"pieces": {1: length}},
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
        assert program is not None
        program.save(str(file))
        model = onnx.load(str(file))
    _store_small(model)
    _forget_traces(model)
    content: bytes = model.SerializeToString()
    return content


def _forget_traces(model: onnx.ModelProto) -> None:
    """Drop the exporter's notes on every node: they hold the paths of the machine that exported."""
    del model.metadata_props[:]
    del model.graph.metadata_props[:]
    for part in (
        *model.graph.node,
        *model.graph.value_info,
        *model.graph.initializer,
        *model.graph.input,
        *model.graph.output,
    ):
        part.doc_string = ""
        del part.metadata_props[:]


def _store_small(model: onnx.ModelProto) -> None:
    """Put every large matrix behind a DequantizeLinear node, with one scale a column, for word vectors one a row.

    Matrices that narrow (the second of a feed-forward block) are kept in 16 bits: few of their inputs are large, and
    in 8 bits they alone shift the logits by 0.4.
    """
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    large = [w for w in graph.initializer if len(w.dims) == 2 and w.dims[0] * w.dims[1] >= _SMALLEST]
    nodes = []
    for weight in [w for w in large if w.data_type == TensorProto.FLOAT]:
        values = numpy_helper.to_array(weight)
        graph.initializer.remove(weight)
        if weight.name not in gathered and values.shape[0] > values.shape[1]:
            half = f"{weight.name}.half"
            graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), half))
            nodes.append(helper.make_node("Cast", [half], [weight.name], to=TensorProto.FLOAT))
            continue
        axis = 0 if weight.name in gathered else 1
        scales = np.maximum(np.abs(values).max(axis=1 - axis) / 127, 1e-12).astype(np.float32)
        steps = np.round(values / np.expand_dims(scales, 1 - axis)).astype(np.int8)
        stored, scale = f"{weight.name}.int8", f"{weight.name}.scale"
        graph.initializer.extend([numpy_helper.from_array(steps, stored), numpy_helper.from_array(scales, scale)])
        nodes.append(helper.make_node("DequantizeLinear", [stored, scale], [weight.name], axis=axis))
    ordered = [*nodes, *graph.node]
    del graph.node[:]
    graph.node.extend(ordered)
