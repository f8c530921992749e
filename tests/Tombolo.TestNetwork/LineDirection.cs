namespace Tombolo.TestNetwork;

internal enum LineDirection
{
    ToServer,
    ToClient,
}
