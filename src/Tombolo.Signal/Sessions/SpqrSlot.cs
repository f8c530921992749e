using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>
/// The place of the SPQR state in a session: as stored bytes until it is first changed, as an object from then on. A
/// session that is loaded, used once and stored parses it once, which serves as the working copy too.
/// </summary>
internal readonly struct SpqrSlot
{
    private readonly ReadOnlyMemory<byte> _stored;
    private readonly SpqrState? _state;

    public SpqrSlot(ReadOnlyMemory<byte> stored) => _stored = stored;

    public SpqrSlot(SpqrState state) => _state = state;

    public int MaxSize => _state?.GetMaxSerializedSize() ?? _stored.Length;

    public SpqrState Copy() =>
        _state?.Clone()
        ?? SpqrState.Deserialize(_stored.Span)
        ?? throw new SignalRecordException("The stored SPQR state is damaged or from a later release.");

    public int Write(Span<byte> destination)
    {
        if (_state is not null)
        {
            return _state.Serialize(destination);
        }

        _stored.Span.CopyTo(destination);
        return _stored.Length;
    }

    public void Dispose() => _state?.Dispose();
}
