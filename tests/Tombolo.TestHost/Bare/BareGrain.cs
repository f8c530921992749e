using System.Reflection;

namespace Tombolo.TestHost.Bare;

/// <summary>A grain of any kind that takes every call and answers with nothing.</summary>
internal class BareGrain : DispatchProxy
{
    /// <summary>A completed task with the default of its kind.</summary>
    protected static object? Nothing(Type result)
    {
        if (result == typeof(Task))
        {
            return Task.CompletedTask;
        }

        if (result == typeof(ValueTask) || !result.IsGenericType)
        {
            return result.IsValueType ? Activator.CreateInstance(result) : null;
        }

        var type = result.GetGenericArguments()[0];
        var value = type.IsValueType ? Activator.CreateInstance(type) : null;
        return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(type).Invoke(null, [value]);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Nothing(targetMethod!.ReturnType);
}
