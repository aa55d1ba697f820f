# Methods and attributes of arrays.
import numpy
sum = numpy.sum
prod = numpy.prod
min = numpy.min
max = numpy.max
any = numpy.any
all = numpy.all
mean = numpy.mean
var = numpy.var
std = numpy.std
argmin = numpy.argmin
argmax = numpy.argmax
cumsum = numpy.cumsum
cumprod = numpy.cumprod
argsort = numpy.argsort
nonzero = numpy.nonzero
dot = numpy.dot
ravel = numpy.ravel
squeeze = numpy.squeeze
swapaxes = numpy.swapaxes
round = numpy.round
conj = numpy.conjugate
conjugate = numpy.conjugate
@special
def clip(self, min=None, max=None, out=None): ...
@property
@special(times=True)
def shape(self): ...
@property
@special(times=True)
def size(self): ...
@property
@special(times=True)
def ndim(self): ...
@property
@special(times=True)
def dtype(self): ...
@property
@special
def device(self): ...
@special
def to_device(self, device, /, *, stream=None): ...
@property
@special(times=True)
def itemsize(self): ...
@property
@special(times=True)
def T(self): ...
@property
@special
def real(self): ...
@property
@special
def imag(self): ...
@property
@special
def flat(self): ...
@property
@special(times=True)
def nbytes(self): ...
@property
@special(times=True)
def strides(self): ...
@property
@special(times=True)
def mT(self): ...
@special(times=True)
def astype(self, dtype, order=None, casting=None, subok=None, copy=True): ...
@special(times=True)
def transpose(self, *axes): ...
@special(times=True)
def reshape(self, *shape, order="C", copy=None): ...
@special(times=True)
def flatten(self, order="C"): ...
@special(times=True)
def copy(self, order="C"): ...
@special
def fill(self, value): ...
@special(times=True)
def item(self, *args): ...
@special(times=True)
def tolist(self): ...
@numpy(writes=True, times=True)
def sort(self: Array[time(T), N], axis: int = -1, kind=None, order=None) -> None: ...
@special
def sort(self, axis=-1, kind=None, order=None): ...
# NumPy's own methods (docs/design/numpy_calls.md).
repeat = numpy.repeat
take = numpy.take
searchsorted = numpy.searchsorted
diagonal = numpy.diagonal
trace = numpy.trace
choose = numpy.choose
argpartition = numpy.argpartition
put = numpy.put
@numpy(writes=True)
def partition(self: Array[T, N], kth, axis=-1, kind="introselect", order=None) -> None: ...
@numpy
def compress(self: Array[T, N], condition, axis: None = None, out=None) -> Array[T, 1]: ...
@numpy
def compress(self: Array[T, N], condition, axis: int, out=None) -> Array[T, N]: ...
@numpy
def byteswap(self: Array[T, N], inplace: False = False) -> Array[T, N]: ...
@numpy
def tobytes(self: Array[T, N], order="C") -> bytes: ...
@numpy(state=True)
def tofile(self: Array[T, N], fid: str, sep="", format="%s") -> None: ...
@numpy
def view(self: Array[T, N], dtype: DType[U] = T) -> NDArray[U, N]: ...
@special
def __array_namespace__(self, *, api_version=None): ...
