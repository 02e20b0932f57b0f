"""Writes a quantized model again so that it ends in its last codes: what follows them in floats has no one step.

usage: models_heads.py MODEL.onnx HEADS.onnx
"""
import sys

import onnx

model = onnx.load(sys.argv[1])
nodes = model.graph.node
# Of each value, whether its codes are quantized again on the way to an output.
readers = {}
for node in nodes:
    for name in node.input:
        readers.setdefault(name, []).append(node)
leads = {}
for node in reversed(nodes):
    leads[id(node)] = any(reader.op_type == "QuantizeLinear" or leads[id(reader)]
                          for name in node.output for reader in readers.get(name, []))
heads = [node for node in nodes if node.op_type == "QuantizeLinear" and not leads[id(node)]]
needed, kept = {name for node in heads for name in node.output}, []
for node in reversed(nodes):
    if needed & set(node.output):
        needed |= set(node.input)
        kept.append(node)
del model.graph.node[:]
model.graph.node.extend(reversed(kept))
del model.graph.output[:]
zeros = {tensor.name: tensor.data_type for tensor in model.graph.initializer}
model.graph.output.extend(
    onnx.helper.make_tensor_value_info(node.output[0], zeros[node.input[2]], None) for node in heads)
onnx.save(model, sys.argv[2])
