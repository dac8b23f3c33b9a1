"""From torch to ONNX in 8 bits: one text at a time, any length up to a window."""

import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.encoder.net import Net

OPSET = 18
_SAMPLE_LENGTH = 16


class _Single(nn.Module):
    """One text without padding: no mask to pass."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.net(pieces, torch.ones_like(pieces))
        return logits


def to_onnx(net: Net, window: int) -> bytes:
    """The network with 8-bit weights; input `pieces` (1 × length), output `logits` (1 × heads).

    Weights are quantised per channel, so that one large weight does not blur its neighbours.
    """
    net.eval()
    sample = torch.full((1, _SAMPLE_LENGTH), 5, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own deprecations
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
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
        program.save(str(full))
        quantize_dynamic(
            full,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
        return small.read_bytes()
